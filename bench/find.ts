import type { ActionContext, Change, Tools } from '../screens/contract/change.ts';
import { PALETTE } from '../screens/dialogs/palette/dialog.ts';
import { openPalette, type PaletteDialog } from '../screens/dialogs/palette/state.ts';
import { NO_LISTS } from '../screens/fields/field-editor.ts';
import { focusStop } from '../screens/pages/entry/focus.ts';
import { withOffer } from '../screens/pages/entry/offers.ts';
import { entryPage, stopsFor } from '../screens/pages/entry/state.ts';
import { initialsOf } from '../src/codes/initials.ts';
import type { Office } from '../src/jobs/office.ts';
import { inbound, ORANGES } from '../test/practice/declarations.ts';
import { DATA } from './bundle.ts';
import { type Figure, figure, median, timed } from './figure.ts';
import { withHome } from './home-of.ts';
import { openBenchOffice } from './office.ts';

const ROWS = 23_602;
const OFFERS = 200;
/** A number, initials, full pinyin, a name, one letter. */
const WORDS = ['COSU1', 'ywszg', 'haiguan', '牛肉', 'a'];
const PINYIN = 'haiguan';

/**
 * The one find: the longest that it holds a key up while it looks, in the first find of a run and afterwards, and until it has looked through
 * all, beside one plain look through the goods of all declarations; what is offered behind the cursor beside entering the field.
 */
export async function bench(): Promise<Figure[]> {
  return await withHome(ROWS, async home => {
    const office = await openBenchOffice({ home, dataFolder: DATA });
    try {
      const context = contextOf(office);
      const first = await stepsOf(WORDS[0] ?? '', office, context);
      const later: number[] = [];
      for (const words of WORDS) later.push(...(await stepsOf(words, office, context)));
      const spelled = sum(await stepsOf(PINYIN, office, context));
      const plain = median(await many(20, () => lookThrough(office)));
      const [offered, entered] = await offers(context);
      return [
        figure(`find.${ROWS}.first.slowest`, Math.max(...first), 'ms', plain),
        figure(`find.${ROWS}.slowest`, Math.max(...later), 'ms', plain),
        figure(`find.${ROWS}.pinyin.all`, spelled, 'ms', plain),
        figure('find.offer.p50', offered, 'ms', entered),
      ];
    } finally {
      await office.close();
    }
  });
}

function contextOf(office: Office): ActionContext {
  const { codes, book, now, store } = office;
  const world = { codes, book, now, initialsOf, goods: { suggest: () => [] }, rows: () => store.rows() };
  const size = { columns: 120, rows: 40 };
  return { ui: { size, keyboard: 'full' }, world, nth: 0, tabs: () => [] } as unknown as ActionContext;
}

/** Milliseconds of each step between two keys, from the last character of the words until all was looked through. */
async function stepsOf(words: string, office: Office, context: ActionContext): Promise<readonly number[]> {
  let dialog: PaletteDialog = openPalette({ commands: [], finds: [], taker: undefined, recent: [], initialsOf });
  const steps: number[] = [];
  const tools = { office: { ...office, wait: async () => {} } } as unknown as Tools;
  const run = (work: () => Change<PaletteDialog>): Change<PaletteDialog> => {
    const begun = performance.now();
    const change = work();
    steps.push(performance.now() - begun);
    dialog = change.state ?? dialog;
    return change;
  };
  let change = run(() => PALETTE.type?.(dialog, words, context, false) ?? {});
  for (let effect = change.effects?.[0]; effect; effect = change.effects?.[0]) {
    const reply = await effect.run(tools);
    if (!reply) break;
    change = run(() => (reply.action as unknown as typeof step)(dialog, context));
  }
  return steps;
}

declare const step: (dialog: PaletteDialog, context: ActionContext) => Change<PaletteDialog>;

function lookThrough({ store }: Office): number {
  const goods = store.rows().reader('goods');
  let found = 0;
  for (let at = 0; at < ROWS; at += 1) if (goods(at)?.includes(PINYIN)) found += 1;
  return found;
}

/** The weight of a new line, which follows from its quantity: with the offer, and only entered. */
async function offers({ world }: ActionContext): Promise<readonly [number, number]> {
  const { weight: _, standardQuantity: __, ...line } = ORANGES;
  const document = inbound('WI150881040000000', [ORANGES]);
  const record = { entryNo: document.entryNo ?? '', revision: 0, status: 'draft', document } as never;
  const page = entryPage(record, NO_LISTS);
  const begun = { ...page, drafts: { ...page.drafts, form: { ...page.drafts.form, goods: [line] } } };
  const stop = stopsFor(page).findIndex(({ id }) => id === 'goods.weight');
  const there = focusStop(begun, stop, world);
  if (withOffer(there, world) === there) throw new Error('Nothing is offered');
  const entered = await many(OFFERS, () => focusStop(begun, stop, world));
  return [median(await many(OFFERS, () => withOffer(there, world))), median(entered)];
}

async function many(times: number, work: () => unknown): Promise<number[]> {
  const spent: number[] = [];
  for (let at = 0; at < times; at += 1) spent.push(await timed(work));
  return spent;
}

const sum = (spent: readonly number[]): number => spent.reduce((all, each) => all + each, 0);
