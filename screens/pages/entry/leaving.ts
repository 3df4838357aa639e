import { FOLLOWING, QUANTITY } from '../../../src/catalogue/amounts.ts';
import { type Field, labelOn } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { type Fault, faultKey } from '../../../src/catalogue/fault.ts';
import { wordingOf } from '../../../src/catalogue/wording.ts';
import { contradictions } from '../../../src/declaration/check.ts';
import { sentenceOf } from '../../../src/declaration/describe.ts';
import { fieldAt, parsePath } from '../../../src/declaration/path.ts';
import { checksIn } from '../../contract/checks.ts';
import type { Message } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import type { FieldContext } from '../../fields/field-editor.ts';
import { nearestCodes } from '../../fields/nearest.ts';
import { effectiveRows } from './effective-rows.ts';
import { faultOf } from './field-fault.ts';
import { popupFault } from './popup/faults.ts';
import { type EntryPage, eachList } from './state.ts';
import { fieldContextOf, valueAt } from './value-path.ts';

/** What people are told as they leave a field that they have changed: what is wrong with its value, or what it now contradicts. */
export function toldOf(before: EntryPage, after: EntryPage, field: Field, world: World): Message | undefined {
  if (before.drafts === after.drafts) return undefined;
  const { direction } = after.drafts.document;
  const fault = after.popups.length > 0 ? popupFault(after, field, world) : faultOf(after, field.id, world);
  if (fault) {
    const nearest = nearestTo(fault, fieldContextOf(after, field, world), valueAt(after, field.id));
    return { tone: fault.level, text: `【${labelOn(field, direction)}】${wordingOf(fault)}${nearest}` };
  }
  // On the lane of change the amounts that a new quantity contradicts come next.
  const toCome = ({ path }: Fault) => {
    const id = after.focus.lane && fieldAt(parsePath(path) ?? [])?.id;
    return id !== undefined && (id === QUANTITY.value || FOLLOWING[id] !== undefined);
  };
  const found = newContradictions(before, after, world).find(each => !toCome(each));
  return found && { tone: found.level, text: sentenceOf(found, direction) };
}

const UNKNOWN: readonly string[] = [
  'code.unknown',
  'code.other-list',
  'code.unverified',
  'code.form',
  'code.group',
  'code.direction',
  'code.heading',
  'code.stopped',
];

function nearestTo(fault: Fault, context: FieldContext, value: unknown): string {
  if (!UNKNOWN.includes(fault.code)) return '';
  const near = nearestCodes(String(fault.params?.code ?? value ?? ''), context);
  return near.length === 0 ? '' : `；相近的有 ${near.map(({ code, name }) => `${code} ${name}`).join('、')}`;
}

/** The declaration with the rows that are being filled in standing in their places. */
const declared = (page: EntryPage): Declaration => ({
  ...page.drafts.document,
  ...eachList(list => effectiveRows(page, list).map(({ row }) => row)),
});

/** What rules across fields find now and did not before. */
function newContradictions(before: EntryPage, after: EntryPage, world: World): readonly Fault[] {
  const context = checksIn(world);
  const known = new Set(contradictions(declared(before), context).map(faultKey));
  const found = contradictions(declared(after), context).filter(fault => !known.has(faultKey(fault)));
  return [...found].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'));
}
