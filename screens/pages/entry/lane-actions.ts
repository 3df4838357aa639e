import { fieldOf, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { compare } from '../../../src/declaration/compare.ts';
import { fieldAt, parsePath, type Row, valueIn } from '../../../src/declaration/path.ts';
import type { Action, ActionContext, Change } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { briefOf, placeOf } from '../../dialogs/compare/texts.ts';
import { ask, type QuestionDialog } from '../../dialogs/question.ts';
import { accepted } from '../../fields/field-session.ts';
import { editorOf } from '../../fields/index.ts';
import { focusStop } from './focus.ts';
import { nextOnLane, standingLane, withoutForms } from './lane.ts';
import { action, afterCommit } from './run-action.ts';
import { save } from './save.ts';
import type { EntryPage, Lane } from './state.ts';
import { fieldContextOf } from './value-path.ts';

/** So many differences are named in the question before sending. */
const NAMED = 12;

/** Enter on the lane of change goes on along it, and at its end asks whether to send (C2); elsewhere it does what it does there. */
export const alongLane =
  (elsewhere: Action<EntryPage>): Action<EntryPage> =>
  (page, context) => {
    const lane = standingLane(page);
    if (!lane) return elsewhere(page, context);
    const { session } = page.focus;
    const taken = session ? { ...page, focus: { ...page.focus, session: accepted(session) } } : page;
    return afterCommit((now, { world }) => nextOnLane(now, lane, world) ?? atEnd(now, lane, world))(taken, context);
  };

function atEnd(page: EntryPage, { base }: Lane, world: World): Change<EntryPage> {
  const whole = withoutForms(page, world);
  const state = focusStop({ ...whole, focus: { ...whole.focus, lane: undefined } }, whole.focus.stop, world);
  return { state, open: askToSend(state, base, world) };
}

function askToSend(page: EntryPage, base: EntryPage['drafts']['document'], world: World): QuestionDialog {
  const saving = (way: 'send' | 'save') =>
    replyTo(
      page,
      action((now, context) => save(now, way, context.world)),
    );
  const differing = differencesFrom(page, base, world);
  const more = differing.length - NAMED;
  const ways = [
    { label: '保存并发送', reply: saving('send') },
    { label: '只保存', reply: saving('save') },
  ];
  return ask(
    '发送',
    [
      differing.length === 0 ? '和上次没有不同。' : '和上次不同的：',
      ...differing.slice(0, NAMED),
      ...(more > 0 ? [`……另有 ${more} 处`] : []),
    ],
    // Enter that was pressed once too often must not send the same again.
    differing.length === 0 ? [{ label: '回去' }, ...ways] : [...ways, { label: '回去' }],
  );
}

/** What differs from last time, one line each: where, what it was, what it is. */
function differencesFrom(
  { drafts: { document } }: EntryPage,
  base: EntryPage['drafts']['document'],
  world: World,
): readonly string[] {
  const reader = { direction: document.direction, codes: world.codes, book: world.book };
  return compare(base, document, base).differences.flatMap(difference => {
    if (fieldAt(parsePath(difference.path) ?? [])?.extras.identity) return [];
    const { group, label } = placeOf(difference);
    return [`${group}${label}：${briefOf(difference, 'base', reader)} → ${briefOf(difference, 'mine', reader)}`];
  });
}

/** Where people are on the lane, and what the field was last time. */
export function laneNote(page: EntryPage, { world }: ActionContext): string | undefined {
  const lane = standingLane(page);
  const step = lane?.steps[lane.at];
  if (!lane || !step) return undefined;
  const field = fieldOf(step.id);
  const list = SECTIONS[field.section].rows;
  const row = list && step.row !== undefined ? (lane.base[list][step.row] as Row | undefined) : (lane.base as Row);
  const value = row && valueIn(row, field);
  const { direction } = page.drafts.document;
  const before = editorOf(field, direction).shown(value, { ...fieldContextOf(page, field, world), row: row ?? {} });
  return `【${field.label}】上次${before === '' ? '没有' : `是 ${before}`}；回车到下一处变动，离开按别的键`;
}
