import { isSyllables } from '../../src/codes/pinyin.ts';
import { KEYS } from '../../src/keys/table.ts';
import { commandsOf } from '../../src/keys/views.ts';
import type { ActionContext, Change, Effect } from '../contract/change.ts';
import type { Find } from '../contract/find.ts';
import { replyToDialog } from '../contract/reply.ts';
import { type AnyPage, frontPage } from '../contract/ui.ts';
import { ownRead } from '../dialogs/palette/looking.ts';
import { openPalette, type PaletteDialog, poolOf } from '../dialogs/palette/state.ts';
import { ownFinds, settingFinds } from '../pages/settings/places.ts';
import { pageContexts } from './context.ts';
import { partOf } from './registry.ts';

/** The one find with all that can be found now; what the office keeps follows when it is read. */
export function openFind(context: ActionContext): Change<AnyPage> {
  const { ui, world } = context;
  const page = frontPage(ui);
  const { finds = [], taker } = partOf(page).finds?.(page, context) ?? {};
  return {
    open: openPalette({
      commands: commandsOf(KEYS, pageContexts(context), ui.keyboard, world.initialsOf),
      finds: [...finds, ...openPages(context, page.id), ...settingFinds(world)],
      taker,
      recent: ui.recent ?? [],
      initialsOf: remembering(world.initialsOf),
    }),
    effects: [readOwn],
  };
}

const remembered = new Map<string, string>();

/** The labels of the program are always the same ones. */
const remembering =
  (initialsOf: (text: string) => string) =>
  (text: string): string => {
    const initials = remembered.get(text) ?? initialsOf(text);
    // Before the dictionary is there none has any.
    if (initials !== '' && remembered.size < MAX_REMEMBERED) remembered.set(text, initials);
    return initials;
  };

/** More than there are labels; names of pages come and go. */
const MAX_REMEMBERED = 5000;

function openPages({ tabs }: ActionContext, front: string): readonly Find[] {
  return tabs()
    .filter(({ id }) => id !== front)
    .map(({ id, title, unsaved }) => ({
      id: `page ${id}`,
      group: 'page',
      name: title,
      aside: unsaved ? '未保存' : '已打开',
      lead: { activate: id },
    }));
}

/** Initials of many names take a while: between so many of them the keys have their turn. */
const BATCH = 200;

const readOwn: Effect = {
  async run({ office }) {
    const { initialsOf } = await import('../../src/codes/initials.ts');
    // The syllables are read at their first use: better now than at the first letters that are typed.
    isSyllables('zhao');
    const finds = await ownFinds(office);
    const initials = new Map<string, string>();
    for (const [at, { name }] of finds.entries()) {
      if (at % BATCH === BATCH - 1) await office.wait(0);
      initials.set(name, initialsOf(name));
    }
    const pool = poolOf(finds, name => initials.get(name) ?? '');
    return replyToDialog<PaletteDialog>('palette', (now, context) => ({ state: ownRead(now, pool, context) }));
  },
};
