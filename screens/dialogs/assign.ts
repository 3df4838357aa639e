import { openTask } from '../../src/declaration/task.ts';
import { UserError } from '../../src/errors.ts';
import { dayOf } from '../../src/jobs/clock.ts';
import {
  type Colleague,
  colleagueNamed,
  colleaguesOf,
  finishTask,
  placeDeclaration,
  placingOf,
} from '../../src/jobs/tasks.ts';
import { dayMeant } from '../../src/kinds/day-meant.ts';
import type { Action, Actions, Change, Effect, Reply } from '../contract/change.ts';
import { good, warn } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import type { World } from '../contract/world.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { dayShown } from '../fields/date.ts';
import { type List, listActions } from '../widgets/list.ts';
import { drawText, suggest, TEXT_MOVES, type TextState, textState, typeInto } from '../widgets/text-state.ts';
import { orSaid } from './or-said.ts';
import { openResults, type Result } from './results.ts';

type Asked = 'to' | 'word' | 'by';

/** Places declarations with somebody: with whom, for what, until when. */
export interface AssignDialog {
  readonly kind: 'assign';
  readonly entryNos: readonly string[];
  /** Whom they can be placed with; who is at work comes first. */
  readonly colleagues: readonly Colleague[];
  readonly texts: Readonly<Record<Asked, TextState>>;
  readonly index: number;
  /** Something is placed already, and can be finished from here. */
  readonly placed: boolean;
  readonly wrong: readonly string[];
  /** What is done besides with those that were placed. */
  readonly after?: ((placed: ReadonlySet<string>) => Reply) | undefined;
}

const ASKED: readonly { readonly name: Asked; readonly label: string }[] = [
  { name: 'to', label: '交给' },
  { name: 'word', label: '事由' },
  { name: 'by', label: '期限' },
];

const nameAt = ({ index }: AssignDialog): Asked => ASKED[index]?.name ?? 'to';

/** Asks whom to place declarations with. What one alone has is offered again, and gives way to what is typed. */
export function askAssign(entryNos: readonly string[], after?: AssignDialog['after']): Effect {
  return {
    async run({ office }) {
      const colleagues = await colleaguesOf(office);
      const [only = '', ...more] = entryNos;
      const record = more.length === 0 ? await office.store.get(only) : undefined;
      const { for: to = '', word = '', by = '' } = record?.task ?? {};
      const offered = (text: string) => suggest(textState(''), text);
      const dialog: AssignDialog = {
        kind: 'assign',
        entryNos,
        colleagues,
        texts: { to: offered(to), word: offered(word), by: offered(by) },
        index: 0,
        placed: openTask(record?.task) !== undefined,
        wrong: [],
        after,
      };
      return replyToApp(() => ({ open: dialog }));
    },
  };
}

const typed = (dialog: AssignDialog, text: TextState): Change<AssignDialog> => ({
  state: { ...dialog, texts: { ...dialog.texts, [nameAt(dialog)]: text }, wrong: [] },
});

const FIELDS: List<AssignDialog> = {
  count: () => ASKED.length,
  round: true,
  at: ({ index }) => index,
  select: (dialog, index) => ({ state: { ...dialog, index } }),
};

/** The next of those whom it can be placed with. */
const person: Action<AssignDialog> = dialog => {
  const { colleagues, texts } = dialog;
  const at = colleagues.findIndex(({ name }) => name === texts.to.text);
  const next = colleagues[(at + 1) % Math.max(1, colleagues.length)];
  if (!next) return {};
  return { state: { ...dialog, index: 0, texts: { ...texts, to: textState(next.name) }, wrong: [] } };
};

const dayOfText = (text: string, world: World): string | undefined =>
  text.trim() === '' ? '' : dayMeant(text, dayOf(world.now()));

const keep: Action<AssignDialog> = (dialog, { world }) => {
  const { to, word, by } = dialog.texts;
  const day = dayOfText(by.text, world);
  if (day === undefined) return { state: { ...dialog, index: 2, wrong: [NO_DAY] } };
  const { colleagues, entryNos, after } = dialog;
  const job: Effect = {
    label: entryNos.length === 1 ? '正在交办' : `正在交办 ${entryNos.length} 份`,
    run: ({ office, signal, progress }) =>
      orSaid<AssignDialog>('assign', async () => {
        const placing = placingOf(colleagues, { to: to.text, word: word.text, by: day });
        const failed: Result[] = [];
        const placed = new Set<string>();
        for (const entryNo of entryNos) {
          if (signal.aborted) break;
          try {
            await placeDeclaration(office, entryNo, placing);
            placed.add(entryNo);
          } catch (error) {
            if (!(error instanceof UserError) || error.exit === 'login') throw error;
            failed.push({ entryNo, tone: 'error', text: error.message, faults: [], next: error.next });
          }
          progress(placed.size + failed.length, entryNos.length);
        }
        const until = placing.by && `，${placing.by} 以前`;
        const told = `${placed.size === 1 ? [...placed][0] : `${placed.size} 份`} 已交给${placing.to}${until}`;
        return replyToDialog<AssignDialog>('assign', () => ({
          close: true,
          storeChanged: true,
          ...(failed.length > 0 ? warn(told) : good(told)),
          reply: replyToApp(() => ({
            ...(after && { reply: after(placed) }),
            ...(failed.length > 0 && { open: openResults('没有交办', failed) }),
          })),
        }));
      }),
  };
  return { effects: [job] };
};

const finish: Action<AssignDialog> = ({ entryNos }) => {
  const [entryNo = ''] = entryNos;
  const job: Effect = {
    run: ({ office }) =>
      orSaid<AssignDialog>('assign', async () => {
        await finishTask(office, entryNo);
        return replyToDialog<AssignDialog>('assign', () => ({
          close: true,
          storeChanged: true,
          ...good(`${entryNo} 办完`),
        }));
      }),
  };
  return { effects: [job] };
};

const NO_DAY = '没有这一天：可输 27、1027、20171027、明、+3';

/** The keys of a text that is typed, in the field at the focus. */
const EDITS: Actions<AssignDialog> = Object.fromEntries(
  Object.entries(TEXT_MOVES).map(([name, move]): [string, Action<AssignDialog>] => [
    name,
    dialog => typed(dialog, move(dialog.texts[nameAt(dialog)])),
  ]),
);

/** What a text stands for, beside it. */
function meaningOf(dialog: AssignDialog, name: Asked, world: World): string {
  const { text } = dialog.texts[name];
  if (name === 'by') return dayShown(text, dayOf(world.now())) ?? '';
  if (name !== 'to' || text.trim() === '') return '';
  try {
    const found = colleagueNamed(dialog.colleagues, text);
    return found.name === text ? '' : found.name;
  } catch {
    return '';
  }
}

export const ASSIGN: DialogPart<AssignDialog> = {
  contexts: () => ['assign', 'text'],
  actions: {
    ...EDITS,
    ...listActions('assign', FIELDS),
    'assign.person': person,
    'assign.keep': keep,
    'assign.done': {
      cannot: ({ placed }) => (placed ? undefined : '没有交办的事可以办完'),
      run: finish,
    },
    'assign.close': () => ({ close: true }),
  },
  type: (dialog, text) => typed(dialog, typeInto(dialog.texts[nameAt(dialog)], text)),
  draw(dialog, area, { world }) {
    const columns = Math.min(60, area.columns - 6);
    const label = 7;
    let caret = 0;
    const lines = ASKED.map(({ name, label: title }, at): Line => {
      const here = at === dialog.index;
      const meaning = meaningOf(dialog, name, world);
      const shown = meaning === '' ? '' : ` → ${meaning}`;
      const drawn = drawText(dialog.texts[name], columns - label - widthOf(shown), here);
      if (here) caret = drawn.caret;
      return [
        span(`${here ? '›' : ' '} ${fitted(title, 4)} `, here ? 'focusLabel' : 'label'),
        ...drawn.line,
        span(shown, 'panelQuiet'),
      ];
    });
    const names = dialog.colleagues.map(({ name }) => name).join('、');
    const said =
      dialog.wrong.length > 0 ? dialog.wrong : [`可以交给：${names}（F4 换）`, '期限可以不填；27、明、+3 都行'];
    const look = dialog.wrong.length > 0 ? 'warning' : 'panelQuiet';
    const notes = said.flatMap(text => wrapped(text, columns)).slice(0, Math.max(2, area.rows - 8));
    const count = dialog.entryNos.length;
    return centred(
      boxed(
        count === 1 ? `交办 ${dialog.entryNos[0]}` : `交办 ${count} 份`,
        {
          lines: [...lines, [], ...notes.map(text => line(text, look))],
          cursor: { x: label + caret, y: dialog.index },
        },
        columns,
      ),
      area,
    );
  },
};
