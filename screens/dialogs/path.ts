import {
  completePath,
  type FolderListing,
  listFolder,
  pathMeant,
  sayingTyped,
  shortPath,
  splitPath,
} from '../../src/jobs/find-path.ts';
import { noteFile, recentFiles } from '../../src/jobs/recent-files.ts';
import { cleanLine } from '../../src/text.ts';
import type { Action, Change, Effect, Reply, Tools } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToDialog } from '../contract/reply.ts';
import { fitted, line } from '../draw/line.ts';
import { boxed, centred } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { drawRows } from '../widgets/list-rows.ts';
import { askedText, bounded } from '../widgets/prompt.ts';
import { textPrompt } from '../widgets/text-prompt.ts';
import { suggest, type TextState, textState, typedPart } from '../widgets/text-state.ts';
import { orSaid } from './or-said.ts';

/** What is done with the whole path. A UserError is said in the dialog, which stays; else the dialog goes and the answer is carried out. */
export type TakePath = (path: string, tools: Tools) => Promise<Reply> | Reply;

export interface PathOptions {
  /** What people wait for meanwhile. */
  readonly busy?: string;
  /** Endings of the files that are offered, small letters with the dot; all files unless told. */
  readonly endings?: readonly string[];
  /** What there is to say about the file. */
  readonly note?: string;
  /** A name that is offered behind the folder for a file to write: typing replaces it. */
  readonly name?: string;
}

/** Asks for a file by its path. */
export interface PathDialog extends PathOptions {
  readonly kind: 'path';
  readonly title: string;
  readonly label: string;
  readonly file: TextState;
  /** What the folder holds in which a name is being typed. */
  readonly listing: FolderListing;
  /** Files that were named lately, as people write them. */
  readonly recent: readonly string[];
  /** The line of the list that is chosen; -1 while what is typed counts. */
  readonly index: number;
  /** Why the file was not taken, and what to do about it. */
  readonly wrong: readonly string[];
  readonly take: TakePath;
}

/**
 * A dialog that asks for a file. `start` is what stands there at first; `take` gets the whole path (`~` and relative ones resolved) in an effect
 * that people wait for and may cancel.
 */
export function askPath(
  title: string,
  label: string,
  start: string,
  take: TakePath,
  options: PathOptions = {},
): PathDialog {
  const { name = '' } = options;
  return {
    ...options,
    kind: 'path',
    title,
    label,
    file: suggest(textState(start), start + name),
    listing: { before: start, names: [] },
    recent: [],
    index: -1,
    wrong: [],
    take,
  };
}

/** Looks what there is in the folder that is being typed, beside the typing. */
const looking: Effect = {
  run: ({ office }) =>
    replyToDialog<PathDialog>('path', (now, { ui }) => {
      const { userFolder } = ui.session;
      const { text } = now.file;
      const find: Effect = {
        run: async () => {
          const listing = await listFolder(text, userFolder, now.endings);
          return replyToDialog<PathDialog>('path', then => ({
            state: splitPath(then.file.text).before === listing.before ? { ...then, listing } : then,
          }));
        },
      };
      const recent = (now.name === undefined ? recentFiles(office) : []).filter(
        path => now.endings?.some(each => path.toLowerCase().endsWith(each)) ?? true,
      );
      return { state: { ...now, recent: recent.map(path => shortPath(path, userFolder)) }, effects: [find] };
    }),
};

function typed(dialog: PathDialog, file: TextState): Change<PathDialog> {
  const state = { ...dialog, file, index: -1, wrong: [] };
  return splitPath(file.text).before === dialog.listing.before ? { state } : { state, effects: [looking] };
}

const FILE = textPrompt<PathDialog>(({ file }) => file, typed);

/** A line of the list: the path that it stands for, and what is shown of it. */
interface Choice {
  readonly path: string;
  readonly shown: string;
}

/** What is chosen from: what was named lately, then what the folder holds, as far as it has what is typed in it. */
function choicesOf({ file, listing, recent }: PathDialog): readonly Choice[] {
  // A name that is only offered finds nothing.
  const { before, begun } = splitPath(typedPart(file));
  const words = begun.normalize('NFKC').toLowerCase();
  const has = (name: string): boolean => name.normalize('NFKC').toLowerCase().includes(words);
  const inside = before === listing.before ? listing.names.filter(name => has(name) || name === begun) : [];
  // Those of this folder stand in it; for a file to write the old ones are no use.
  const elsewhere = recent.filter(path => has(splitPath(path).begun) && splitPath(path).before !== before);
  return [
    ...elsewhere.map(path => ({ path, shown: `最近 ${path}` })),
    ...inside.map(name => ({ path: before + name, shown: name })),
  ];
}

const LIST = indexed<PathDialog>({ count: dialog => choicesOf(dialog).length, rows: () => ROWS, out: true });

/** What a page of the list is. */
const ROWS = 8;

/** What went wrong is said in the dialog; what people cancelled is no error. */
const trying = (
  run: () => Promise<Reply> | Reply,
  { signal }: Tools,
  said?: (text: string) => string,
): Promise<Reply> => orSaid<PathDialog>('path', run, { signal, ...(said && { said }) });

const isFolder = (path: string): boolean => /[/\\]$/u.test(path);

const take: Action<PathDialog> = (dialog, { ui }) => {
  const chosen = choicesOf(dialog)[dialog.index]?.path;
  if (chosen !== undefined && isFolder(chosen)) return entered(dialog, chosen);
  const text = chosen ?? dialog.file.text.trim();
  if (text === '') return { state: { ...dialog, wrong: ['写上文件名'] } };
  const path = pathMeant(text, ui.session.userFolder);
  const taking: Effect = {
    label: dialog.busy ?? '正在读文件',
    run: tools =>
      trying(
        async () => {
          const answer = await dialog.take(path, tools);
          noteFile(tools.office, path);
          return replyToDialog('path', () => ({ close: true, reply: answer }));
        },
        tools,
        said => sayingTyped(said, text, path),
      ),
  };
  return { effects: [taking] };
};

/** Another folder is browsed; a name that was offered goes along. */
function entered(dialog: PathDialog, folder: string): Change<PathDialog> {
  const up = folder.replace(/(^|[/\\])(?!\.\.[/\\])[^/\\]+[/\\]\.\.([/\\])$/u, '$1');
  const path = isFolder(up) && !up.startsWith('~/..') ? up : folder;
  return typed(dialog, bounded(suggest(textState(path), path + (dialog.name ?? ''))));
}

const complete: Action<PathDialog> = (dialog, { ui }) => {
  const { text } = dialog.file;
  const completing: Effect = {
    label: '正在列出文件',
    run: tools =>
      trying(async () => {
        const found = await completePath(text, ui.session.userFolder, dialog.endings);
        return replyToDialog<PathDialog>('path', now => ({
          state: {
            ...now,
            file: bounded(textState(found.text)),
            index: -1,
            wrong: found.names.length === 0 && found.text === text ? ['没有可以补全的名称'] : [],
          },
          effects: [looking],
        }));
      }, tools),
  };
  return { effects: [completing] };
};

export const PATH: DialogPart<PathDialog> = {
  ...FILE,
  contexts: () => ['path', 'text'],
  onOpen: () => ({ effects: [looking] }),
  actions: {
    ...FILE.actions,
    ...listActions('path', LIST, ['up', 'down', 'page-up', 'page-down']),
    'path.take': take,
    'path.complete': complete,
    'path.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(84, area.columns - 6);
    const { label, file: text, wrong, note = '' } = dialog;
    const notes = [note, '↑↓ 选择，Tab 补全名称，~ 是自己的文件夹'].filter(Boolean);
    const asked = askedText({ label, text, columns, notes, wrong });
    const choices = choicesOf(dialog);
    const room = Math.max(1, Math.min(choices.length, area.rows - asked.lines.length - 4));
    const shown = drawRows(choices, { index: dialog.index, room }, (choice, _at, selected) =>
      line(fitted(`${selected ? '›' : ' '} ${cleanLine(choice.shown)}`, columns), selected ? 'chosen' : 'panel'),
    );
    const lines = choices.length > 0 ? [...asked.lines, [], ...shown.lines] : asked.lines;
    return centred(boxed(dialog.title, { ...asked, lines }, columns), area);
  },
};
