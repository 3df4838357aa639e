import { UserError } from '../../src/errors.ts';
import { completePath, pathMeant } from '../../src/jobs/find-path.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { editText, type TextState, textState, typeInto } from '../widgets/text-state.ts';
import { type Act, type Answer, answerToLayer, type Change, type Effect, type LayerPart, type Tools } from '../contract/part.ts';
import { bounded, promptAt } from '../widgets/prompt.ts';

/** What is done with the whole path. A UserError is said in the dialog, which stays; else the dialog goes and the answer is carried out. */
export type TakePath = (path: string, tools: Tools) => Promise<Answer> | Answer;

export interface PathOptions {
  /** What people wait for meanwhile. */
  readonly busy?: string;
  /** Endings of the files that are offered, small letters with the dot; all files unless told. */
  readonly endings?: readonly string[];
  /** What there is to say about the file. */
  readonly note?: string;
}

/** Asks for a file by its path. */
export interface PathLayer extends PathOptions {
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
): PathLayer {
  return { ...options, kind: 'path', title, label, file: textState(start), names: [], wrong: [], take };
}

const typed = (layer: PathLayer, file: TextState): Change<PathLayer> => ({
  self: { ...layer, file: bounded(file), names: [], wrong: [] },
});

const wordsOf = (error: UserError): readonly string[] => [error.message, ...error.next.map(step => `→ ${step}`)];

/** What went wrong is said in the dialog; what people cancelled is no error. */
async function trying(run: () => Promise<Answer> | Answer, { signal }: Tools): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError) || signal.aborted) throw error;
    return answerToLayer('path', layer => ({ self: { ...layer, wrong: wordsOf(error) } }));
  }
}

const take: Act<PathLayer> = (layer, { ui }) => {
  const text = layer.file.text.trim();
  if (text === '') return { self: { ...layer, wrong: ['写上文件名'] } };
  const path = pathMeant(text, ui.place.userFolder);
  const taking: Effect = {
    label: layer.busy ?? '正在读文件',
    run: tools =>
      trying(async () => {
        const answer = await layer.take(path, tools);
        return answerToLayer('path', () => ({ close: true, answer }));
      }, tools),
  };
  return { effects: [taking] };
};

const complete: Act<PathLayer> = (layer, { ui }) => {
  const { text } = layer.file;
  const completing: Effect = {
    label: '正在列出文件',
    run: tools =>
      trying(async () => {
        const found = await completePath(text, ui.place.userFolder, layer.endings);
        return answerToLayer('path', now => ({
          self: {
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

export const PATH: LayerPart<PathLayer> = {
  chain: () => ['path', 'text'],
  actions: {
    ...editText<PathLayer>(layer => layer.file, typed),
    'path.take': take,
    'path.complete': complete,
    'path.close': () => ({ close: true }),
  },
  type: (layer, text) => typed(layer, typeInto(layer.file, text)),
  prompt: (layer, { text, caret }) => typed(layer, { ...textState(text), caret }),
  draw(layer, area) {
    const columns = Math.min(84, area.columns - 6);
    const label = `${layer.label}  `;
    const { line: file, cursor, prompt } = promptAt({ x: widthOf(label), y: 0 }, layer.file, columns - widthOf(label));
    const said = layer.wrong.flatMap(text => wrapped(text, columns).map(part => line(part, 'error')));
    const quiet = [layer.note ?? '', 'Tab 补全名称，~ 是自己的文件夹'].filter(Boolean);
    const lines: Line[] = [
      [span(label, 'focusLabel'), ...file],
      ...(said.length > 0 ? said : quiet.flatMap(text => wrapped(text, columns).map(part => line(part, 'panelQuiet')))),
    ];
    const shown = inColumns(layer.names, columns, Math.max(1, area.rows - lines.length - 4));
    return centred(boxed(layer.title, { lines: [...lines, ...shown], cursor, prompt }, columns), area);
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
