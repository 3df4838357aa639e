import { STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import { exportList } from '../../../src/jobs/export-list.ts';
import type { Effect } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToApp } from '../../contract/reply.ts';
import { line } from '../../draw/line.ts';
import { below, boxed, centred } from '../../draw/picture.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { askedText } from '../../widgets/prompt.ts';
import { textPrompt } from '../../widgets/text-prompt.ts';
import { selectedText } from '../../widgets/text-state.ts';
import { columnOf, headingOf } from './columns.ts';
import type { ExportDialog } from './dialogs.ts';
import { cellOf } from './names.ts';
import { type ListPage, targetsOf } from './state.ts';
import { askWorkbooks } from './workbooks.ts';

export function openExport(page: ListPage, now: number): ExportDialog {
  const day = dayOf(now).replaceAll('-', '');
  return { kind: 'export', page, file: selectedText(`${DIRECTION_NAMES[page.direction]}单证-${day}.xlsx`) };
}

/** Rows written between two looks at the keyboard. */
const AT_ONCE = 2000;

function writing({ found, columns, direction }: ListPage, file: string): Effect {
  return {
    label: `正在导出 ${found.order.length} 份单证`,
    async run({ office, signal, progress }) {
      const rows: string[][] = [];
      for (let from = 0; from < found.order.length; from += AT_ONCE) {
        if (signal.aborted) return replyToApp(() => ({ message: { tone: 'warning', text: '已取消，没有写文件' } }));
        for (const place of found.order.slice(from, from + AT_ONCE)) {
          const row = found.rows.at(place);
          if (row)
            rows.push(
              columns.map(name =>
                name === 'status' ? STATUS_MARKS[row.status].word : cellOf(name, row, office.codes),
              ),
            );
        }
        progress(rows.length, found.order.length);
        await office.wait(0);
      }
      const path = await exportList(file, {
        name: `${DIRECTION_NAMES[direction]}单证`,
        headings: columns.map(name => headingOf(name, direction)),
        rows,
        widths: columns.map(name => columnOf(name).columns + 2),
      });
      return replyToApp(() => good(`${rows.length} 份已写到 ${path}`));
    },
  };
}

const FILE = textPrompt<ExportDialog>(
  ({ file }) => file,
  (dialog, file) => ({ state: { ...dialog, file } }),
);

export const EXPORT: DialogPart<ExportDialog> = {
  ...FILE,
  contexts: () => ['export', 'text'],
  actions: {
    ...FILE.actions,
    'export.write': ({ page, file }) =>
      file.text.trim() === ''
        ? { message: { tone: 'warning', text: '写上文件名' } }
        : { close: true, effects: [writing(page, file.text.trim())] },
    'export.workbooks': ({ page }, context) => ({
      close: true,
      open: askWorkbooks(
        targetsOf(page).map(({ entryNo }) => entryNo),
        context,
      ),
    }),
    'export.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(70, area.columns - 6);
    const { found, columns: shown } = dialog.page;
    const about = line(`当前列表的 ${found.order.length} 份单证，${shown.length} 列，按现在的次序。`, 'panel');
    const notes = ['结尾 .xlsx、.xls 或 .csv；已有的文件不会覆盖', `F4 把${marked(dialog.page)}写成工作簿，连同弹窗`];
    const asked = askedText({ label: '文件', text: dialog.file, columns, notes });
    return centred(boxed('导出列表', below([about, []], asked), columns), area);
  },
};

function marked(page: ListPage): string {
  const rows = targetsOf(page);
  return rows.length > 1 ? `标记的 ${rows.length} 份` : (rows[0]?.entryNo ?? '');
}
