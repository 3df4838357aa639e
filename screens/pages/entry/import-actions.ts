import type { ListName } from '../../../src/catalogue/catalogue.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { exportDocument } from '../../../src/jobs/export-declarations.ts';
import { readGiven } from '../../../src/jobs/find-path.ts';
import type { ImportFile } from '../../../src/jobs/read-workbooks.ts';
import { reviewRows, reviewSheets } from '../../../src/jobs/review-rows.ts';
import { goesIn, type ReviewedRow } from '../../../src/jobs/reviewed-rows.ts';
import { writeWorkbook } from '../../../src/jobs/write-workbook.ts';
import { cleanLine } from '../../../src/text.ts';
import { DEFAULT_LIMITS } from '../../../src/workbook/limits.ts';
import type { ActionContext, Actions, Change, Reply, Tools } from '../../contract/change.ts';
import { good, info, warn } from '../../contract/message.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import type { AnyPage } from '../../contract/ui.ts';
import { type MenuItem, openMenu } from '../../dialogs/menu.ts';
import { askPath, type PathDialog } from '../../dialogs/path.ts';
import { askDeclarations } from '../../dialogs/review/declarations.ts';
import { openReview } from '../../dialogs/review/dialog.ts';
import { COUNTED } from '../../dialogs/review/lines.ts';
import { openSourceColumns } from '../../dialogs/review/source-columns-dialog.ts';
import type { ReviewDialog } from '../../dialogs/review/state.ts';
import { commitOrDiscard, editFocused } from './focus.ts';
import { addAll } from './list-edits.ts';
import { action } from './run-action.ts';
import { type EntryPage, lockedBecause } from './state.ts';

const ENDINGS = ['.xlsx', '.xls', '.csv'];
const NAMES: Readonly<Record<ListName, string>> = { goods: '货物', containers: '集装箱' };
const READ = { endings: ENDINGS, note: '.xlsx、.xls 或 .csv；先核对，再导入' } as const;

async function fileAt(path: string, { signal, progress }: Tools): Promise<ImportFile> {
  return { name: path, bytes: await readGiven(path, DEFAULT_LIMITS.fileBytes), signal, onProgress: progress };
}

/** A folder of one's own is where people look for their files. */
const startOf = ({ ui }: ActionContext): string => (ui.session.userFolder === '' ? '' : '~/');

/** Reads goods or containers of a workbook and shows them; nothing is taken yet. */
function askRows(page: EntryPage, list: ListName, context: ActionContext): PathDialog {
  return askPath(`导入${NAMES[list]}`, '文件', startOf(context), (path, tools) => reviewing(page, list, path, tools), {
    ...READ,
    busy: `正在读${NAMES[list]}`,
  });
}

async function reviewing(page: EntryPage, list: ListName, path: string, tools: Tools): Promise<Reply> {
  const review = await reviewRows(tools.office, await fileAt(path, tools), list, page.drafts.document);
  return replyTo(page, now => {
    const dialog = openReview(review, {
      held: now.drafts.document[list].length,
      own: now.own,
      take: (way, rows) => replyTo(page, taking(list, rows, way)),
      again: (choices, then) => ({
        label: `正在读${NAMES[list]}`,
        async run({ office, signal, progress }) {
          const { name, sheets } = review;
          const file = { name, sheets, choices, signal, onProgress: progress };
          return then(await reviewSheets(office, file, list, page.drafts.document));
        },
      }),
    });
    return { open: dialog, reply: replyToApp(() => guessesFirst(dialog)) };
  });
}

/** What was guessed is looked at before the rows; a mapping that was chosen by itself is said. */
function guessesFirst(dialog: ReviewDialog): Change<AnyPage> {
  const { columns, mapping } = dialog.review;
  if (columns.some(({ by }) => by === 'guess')) return { open: openSourceColumns(dialog, 0) };
  return mapping === undefined ? {} : info(`按栏目对应“${mapping}”读的；K 看各栏`);
}

const taking = (list: ListName, reviewed: readonly ReviewedRow[], way: 'append' | 'replace') =>
  action((page, { world }) => {
    const reason = lockedBecause(page);
    if (reason) return warn(reason);
    const rows = reviewed.filter(goesIn).map(({ row }) => row);
    const left = commitOrDiscard(page, world);
    const kept = way === 'append' ? left.drafts.document[list] : [];
    const all = [...kept, ...rows];
    const next = editFocused(addAll(left, list, all, { from: kept.length, name: `导入${NAMES[list]}` }, world), world);
    const total = kept.length > 0 ? `，共 ${all.length} ${COUNTED[list].slice(0, 1)}` : '';
    return { state: next, ...good(`已导入 ${rows.length} ${COUNTED[list]}${total}；Ctrl+Z 撤销`) };
  });

type TemplateName = Parameters<typeof writeWorkbook>[1];

/** Writes an empty workbook with the columns of this kind of declaration. */
function askTemplate(name: string, template: TemplateName, direction: Direction, context: ActionContext): PathDialog {
  return askPath(
    `写出${name}模板`,
    '文件',
    startOf(context),
    async path => {
      await writeWorkbook(path, template, direction, context.world.book);
      return replyToApp(() => good(`${name}模板已写到 ${cleanLine(path)}，填好后从这里导入`));
    },
    {
      endings: ENDINGS,
      note: '结尾 .xlsx、.xls 或 .csv；已有的文件不会覆盖',
      busy: '正在写文件',
      name: `${name}模板.xlsx`,
    },
  );
}

/** Writes the declaration as it stands on the page, popups and all, in the form that import of a whole one reads. */
function askExport(page: EntryPage, context: ActionContext): PathDialog {
  const { id: entryNo, drafts } = page;
  return askPath(
    '写成工作簿',
    '文件',
    startOf(context),
    async (path, { office }) => {
      const { differs } = await exportDocument(office, entryNo, drafts.document, path);
      const told = `${entryNo} 已写到 ${cleanLine(path)}`;
      return replyToApp(() =>
        differs.length === 0 ? good(told) : warn(`${told}；再导入会不同的：${cleanLine(differs.join('、'))}`),
      );
    },
    {
      endings: ['.xlsx', '.xls'],
      note: '结尾 .xlsx 或 .xls；已有的文件不会覆盖',
      busy: '正在写文件',
      name: `${entryNo}.xlsx`,
    },
  );
}

function menuOf(page: EntryPage): readonly MenuItem[] {
  const { direction } = page.drafts.document;
  const rows = (list: ListName): Reply =>
    replyTo(page, (now, context) => {
      const reason = lockedBecause(now);
      return reason ? warn(reason) : { open: askRows(now, list, context) };
    });
  const writing = (name: string, template: TemplateName): Reply =>
    replyToApp(context => ({ open: askTemplate(name, template, direction, context) }));
  const whole = replyToApp(context => ({ open: askDeclarations(context, direction) }));
  return [
    { label: '导入货物', note: '核对后加到货物列表', answer: rows('goods') },
    { label: '导入整单', note: '在新的页面打开', answer: whole },
    { label: '导入集装箱', note: '核对后加到集装箱列表', answer: rows('containers') },
    { label: '写出货物模板', note: '供填写的空表', answer: writing('货物', 'goods') },
    { label: '写出整单模板', note: '供填写的空表', answer: writing('整单', 'declaration') },
    { label: '写出集装箱模板', note: '供填写的空表', answer: writing('集装箱', 'containers') },
    {
      label: '写成工作簿',
      note: '这份单证连同弹窗，可以再导入',
      answer: replyTo(page, (now, context) => ({ open: askExport(now, context) })),
    },
  ];
}

/** The menu of the data import (K8). */
export const IMPORT: Actions<EntryPage> = {
  'entry.import': action((page, { world }) => {
    const left = commitOrDiscard(page, world);
    return { state: editFocused(left, world), open: openMenu('数据导入', menuOf(left)) };
  }),
};
