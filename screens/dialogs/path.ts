import { UserError } from '../../src/errors.ts';
import { completePath, pathMeant, sayingTyped } from '../../src/jobs/find-path.ts';
import type { Action, Effect, Reply, Tools } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToDialog } from '../contract/reply.ts';
import { fitted, type Line, line, widthOf } from '../draw/line.ts';
import { boxed, centred } from '../draw/picture.ts';
import { askedText, bounded } from '../widgets/prompt.ts';
import { textPrompt } from '../widgets/text-prompt.ts';
import { type TextState, textState } from '../widgets/text-state.ts';

/** What is done with the whole path. A UserError is said in the dialog, which stays; else the dialog goes and the answer is carried out. */
export type TakePath = (path: string, tools: Tools) => Promise<Reply> | Reply;

export interface PathOptions {
  /** What people wait for meanwhile. */
  readonly busy?: string;
  /** Endings of the files that are offered, small letters with the dot; all files unless told. */
  readonly endings?: readonly string[];
  /** What there is to say about the file. */
  readonly note?: string;
}

/** Asks for a file by its path. */
export interface PathDialog extends PathOptions {
  readonly kind: 'path';
  readonly title: string;
  readonly label: string;
  readonly file: TextState;
  /** The names that fit what is typed, once they were asked for. */
  readonly names: readonly string[];
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
  return { ...options, kind: 'path', title, label, file: textState(start), names: [], wrong: [], take };
}

const FILE = textPrompt<PathDialog>(
  ({ file }) => file,
  (dialog, file) => ({ state: { ...dialog, file, names: [], wrong: [] } }),
);

/** What went wrong is said in the dialog; what people cancelled is no error. */
async function trying(
  run: () => Promise<Reply> | Reply,
  { signal }: Tools,
  said: (text: string) => string = text => text,
): Promise<Reply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError) || signal.aborted) throw error;
    const wrong = [error.message, ...error.next.map(step => `→ ${step}`)].map(said);
    return replyToDialog('path', dialog => ({ state: { ...dialog, wrong } }));
  }
}

const take: Action<PathDialog> = (dialog, { ui }) => {
  const text = dialog.file.text.trim();
  if (text === '') return { state: { ...dialog, wrong: ['写上文件名'] } };
  const path = pathMeant(text, ui.session.userFolder);
  const taking: Effect = {
    label: dialog.busy ?? '正在读文件',
    run: tools =>
      trying(
        async () => {
          const answer = await dialog.take(path, tools);
          return replyToDialog('path', () => ({ close: true, reply: answer }));
        },
        tools,
        said => sayingTyped(said, text, path),
      ),
  };
  return { effects: [taking] };
};

const complete: Action<PathDialog> = (dialog, { ui }) => {
  const { text } = dialog.file;
  const completing: Effect = {
    label: '正在列出文件',
    run: tools =>
      trying(async () => {
        const found = await completePath(text, ui.session.userFolder, dialog.endings);
        return replyToDialog('path', now => ({
          state: {
            ...now,
            file: bounded(textState(found.text)),
            names: found.names.length > 1 ? found.names : [],
            wrong: found.names.length === 0 && found.text === text ? ['没有可以补全的名称'] : [],
          },
        }));
      }, tools),
  };
  return { effects: [completing] };
};

export const PATH: DialogPart<PathDialog> = {
  ...FILE,
  contexts: () => ['path', 'text'],
  actions: {
    ...FILE.actions,
    'path.take': take,
    'path.complete': complete,
    'path.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(84, area.columns - 6);
    const { label, file: text, wrong, note = '' } = dialog;
    const notes = [note, 'Tab 补全名称，~ 是自己的文件夹'].filter(Boolean);
    const asked = askedText({ label, text, columns, notes, wrong });
    const shown = inColumns(dialog.names, columns, Math.max(1, area.rows - asked.lines.length - 4));
    return centred(boxed(dialog.title, { ...asked, lines: [...asked.lines, ...shown] }, columns), area);
  },
};

/** Names side by side, from the top down; the last place says how many have none. */
function inColumns(names: readonly string[], columns: number, rows: number): readonly Line[] {
  if (names.length === 0) return [];
  const width = Math.min(columns, Math.max(...names.map(widthOf)) + 2);
  const across = Math.max(1, Math.floor(columns / width));
  const fitting = across * rows;
  const shown = names.length <= fitting ? names : [...names.slice(0, fitting - 1), `…共 ${names.length} 个`];
  const high = Math.ceil(shown.length / across);
  return Array.from({ length: high }, (_, row) =>
    line(
      Array.from({ length: across }, (_each, column) => fitted(shown[column * high + row] ?? '', width)).join(''),
      'panel',
    ),
  );
}
