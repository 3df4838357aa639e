import { DIRECTIONS, type Direction } from '../../../src/catalogue/row.ts';
import { UserError } from '../../../src/errors.ts';
import { DECLARATION_ENDINGS, declarationFiles } from '../../../src/jobs/declaration-files.ts';
import { readGiven } from '../../../src/jobs/find-path.ts';
import { type DeclarationInput, declarationsIn, importDeclaration } from '../../../src/jobs/import-declarations.ts';
import { adoptDocument } from '../../../src/jobs/keep-declarations.ts';
import { type FoundDeclaration, nameOf } from '../../../src/jobs/read-workbooks.ts';
import {
  type DeclarationReview,
  reviewDeclaration,
  reviewedDeclaration,
} from '../../../src/jobs/review-declaration.ts';
import { DEFAULT_LIMITS } from '../../../src/workbook/limits.ts';
import type { ActionContext, Effect, Reply, Tools } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import { ownLists } from '../../fields/own-lists.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { askPath, type PathDialog } from '../path.ts';
import { ask } from '../question.ts';
import { openReading } from '../reading.ts';
import { openWholeReview } from './dialog.ts';
import type { ReviewDialog, WholeWay } from './state.ts';

const TITLE = '导入整单';

/** Declarations that are reviewed one after the other. */
interface Run {
  /** The file that was read last. */
  readonly file?: string | undefined;
  /** Files that are not read yet. */
  readonly files: readonly string[];
  /** What is still to come of the file that was read last. */
  readonly inputs: readonly DeclarationInput[];
  /** The kind of those that do not say it themselves. */
  readonly otherwise: Direction | undefined;
  /** There is only this one. */
  readonly alone: boolean;
  /** What became of those before, a line each. */
  readonly done: readonly string[];
}

/** Asks for a file or a folder and shows each declaration in it before it is taken (I2). */
export function askDeclarations({ ui }: ActionContext, otherwise?: Direction): PathDialog {
  const start = ui.session.userFolder === '' ? '' : '~/';
  return askPath(TITLE, '文件', start, (path, tools) => begun(path, otherwise, tools), {
    endings: DECLARATION_ENDINGS,
    note: '工作簿、JSON、报文（xml、zip）；写文件夹则逐份核对里面的',
    busy: '正在读整单',
  });
}

async function begun(path: string, otherwise: Direction | undefined, tools: Tools): Promise<Reply> {
  const [first = path, ...files] = await declarationFiles(path);
  const run: Run = { files: [first, ...files], inputs: [], otherwise, alone: false, done: [] };
  if (files.length > 0) return await next(run, tools);
  // What is wrong with the only file is said where it was named.
  const inputs = await inputsIn(first, otherwise, tools);
  return await next({ ...run, files: [], file: first, inputs, alone: inputs.length === 1 }, tools);
}

async function inputsIn(path: string, otherwise: Direction | undefined, { office, signal, progress }: Tools) {
  const bytes = await readGiven(path, DEFAULT_LIMITS.fileBytes);
  return await declarationsIn(office, { name: path, bytes, signal, onProgress: progress }, otherwise);
}

/** The next one that can be read, or at the end what became of all. */
async function next(run: Run, tools: Tools): Promise<Reply> {
  let at = run;
  for (;;) {
    const [input, ...inputs] = at.inputs;
    const [file, ...files] = at.files;
    if (!input && file === undefined) return ended(at);
    const name = input?.name ?? nameOf({ name: file ?? '' });
    try {
      if (input) return await showing(input, await input.read(), { ...at, inputs }, tools);
      at = { ...at, files, file };
      at = { ...at, inputs: await inputsIn(file ?? '', at.otherwise, tools) };
    } catch (error) {
      if (!(error instanceof UserError) || tools.signal.aborted) throw error;
      if (error.code === 'import.no-declaration' && at.file !== undefined && !at.otherwise) return whichKind(name, at);
      if (at.alone) throw error;
      at = { ...at, inputs, done: [...at.done, `✗ ${name}：${error.message}`] };
    }
  }
}

const going = (run: Run): Effect => ({ label: '正在读整单', run: tools => next(run, tools) });

/** A file that does not say its kind is read again as the kind that people name. */
function whichKind(name: string, { file = '', ...run }: Run): Reply {
  const as = (otherwise: Direction): Reply =>
    replyToApp(() => ({ effects: [going({ ...run, files: [file, ...run.files], inputs: [], otherwise })] }));
  return replyToApp(() => ({
    open: ask(
      TITLE,
      [`${name} 没有写明单证类型。`],
      DIRECTIONS.map(direction => ({ label: DIRECTION_NAMES[direction], reply: as(direction) })),
    ),
  }));
}

async function showing({ read }: DeclarationInput, found: FoundDeclaration, run: Run, tools: Tools): Promise<Reply> {
  const whole = await reviewDeclaration(tools.office, found);
  const own = await ownLists(tools.office);
  const rest = run.inputs.length + run.files.length;
  const onward = (line: string): Reply =>
    replyToApp(() => ({ effects: [going({ ...run, done: [...run.done, line] })] }));
  const turn = {
    text: `第 ${run.done.length + 1} 份，${rest > 0 ? `后面还有 ${rest}` : '最后一份'}`,
    skip: onward(`– ${found.name}：跳过`),
    stop: replyToApp(() => ({ effects: [{ run: () => ended(run) }] })),
  };
  const takeWhole = (way: WholeWay, reviewed: DeclarationReview): Reply =>
    replyToApp(() => ({ effects: [way === 'open' ? opening(reviewed) : keeping(reviewed, run)] }));
  const againWhole: ReviewDialog['againWhole'] = (hidden, then) => ({
    label: '正在读整单',
    run: async ({ office }) => then(await reviewDeclaration(office, await read(hidden))),
  });
  return replyToApp(() => ({
    open: openWholeReview(whole, { own, takeWhole, againWhole, ...(!run.alone && { turn }) }),
  }));
}

/** Opens it in a page of its own, not saved. */
const opening = (reviewed: DeclarationReview): Effect => ({
  label: '正在打开',
  async run({ office }) {
    const { document, name, digest } = reviewedDeclaration(reviewed);
    const record = { ...(await adoptDocument(office, document)), source: digest };
    const message = `${name} 已读入 ${record.entryNo}，还没有保存`;
    return replyToApp(() => ({ go: { to: 'given-entry', record, message, step: TITLE } }));
  },
});

/** Stores it, and goes on with the next one. People have seen whether it came before. */
const keeping = (reviewed: DeclarationReview, run: Run): Effect => ({
  label: '正在保存',
  async run(tools) {
    const { name, entryNo, outcome, faults } = await importDeclaration(tools.office, reviewedDeclaration(reviewed), {
      again: true,
    });
    const errors = faults.filter(({ level }) => level === 'error').length;
    const kept = outcome === 'saved' ? '已保存' : `存为草稿，${errors} 处要改`;
    if (run.alone) return replyToApp(() => ({ storeChanged: true, ...good(`${name} → ${entryNo}，${kept}`) }));
    return await next({ ...run, done: [...run.done, `✓ ${name} → ${entryNo}，${kept}`] }, tools);
  },
});

/** What became of each. */
function ended({ done }: Run): Reply {
  const taken = done.filter(line => line.startsWith('✓')).length;
  return replyToApp(() => ({
    storeChanged: true,
    ...(done.length > 0 && { open: openReading(TITLE, done) }),
    ...(taken > 0 ? good(`已导入 ${taken} 份`) : info('没有导入')),
  }));
}
