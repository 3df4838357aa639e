import { CONTROL_UNITS, type ControlName, controlled, isMet } from '../../../src/catalogue/control.ts';
import type { Goods } from '../../../src/catalogue/document.ts';
import { absolute } from '../../../src/kinds/number.ts';
import { MAIN_LIST } from '../../layout/entry.ts';
import type { Drafts } from './drafts.ts';
import { effectiveRows } from './effective-rows.ts';
import type { EntryPage } from './state.ts';

/** Asked for at every picture, of drafts that change when a field is left. */
const known = new WeakMap<Drafts, { readonly lists: EntryPage['lists']; readonly text: string | undefined }>();

/** What the lines still lack of the control totals, the one in the form counted in; undefined where none were typed. */
export function controlText(page: EntryPage): string | undefined {
  const { drafts, lists } = page;
  if (drafts.document.control === undefined) return undefined;
  const before = known.get(drafts);
  if (before?.lists === lists) return before.text;
  const lines = effectiveRows(page, MAIN_LIST).map(({ row }) => row as Goods);
  const held = controlled(drafts.document, lines);
  const open = held.filter(each => !isMet(each));
  const lacking = open.filter(({ left }) => !left.startsWith('-'));
  const over = open.filter(({ left }) => left.startsWith('-'));
  const parts = [
    ...(lacking.length > 0 ? [`还差 ${lacking.map(amountOf).join(' / ')}`] : []),
    ...(over.length > 0 ? [`多出 ${over.map(amountOf).join(' / ')}`] : []),
    ...(open.length === 0 && held.length > 0 ? ['与控制总数相符'] : []),
    ...(held.length < Object.keys(drafts.document.control).length ? ['币种或单位不同的合计不了'] : []),
  ];
  const text = parts.join('，');
  known.set(drafts, { lists, text });
  return text;
}

/** Money has two digits behind the point, whatever they are. */
const CENTS = 2;

function amountOf({ of, left }: { readonly of: ControlName; readonly left: string }): string {
  const [whole = '0', fraction = ''] = absolute(left).split('.');
  const { unit, money } = CONTROL_UNITS[of];
  const tail = money ? fraction.padEnd(CENTS, '0') : fraction;
  return `${whole.replace(/\B(?=(\d{3})+$)/gu, ',')}${tail && `.${tail}`}${unit && ` ${unit}`}`;
}
