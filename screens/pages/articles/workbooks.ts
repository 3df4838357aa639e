import { basename } from 'node:path';
import { dayOf } from '../../../src/jobs/clock.ts';
import { exportArticles, importArticles } from '../../../src/jobs/exchange-articles.ts';
import { readGiven } from '../../../src/jobs/find-path.ts';
import { cleanLine } from '../../../src/text.ts';
import { DEFAULT_LIMITS } from '../../../src/workbook/limits.ts';
import type { Action, GuardedAction } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { importSaid } from '../../dialogs/imported.ts';
import { askPath } from '../../dialogs/path.ts';
import { readArticlesPage } from './deciding.ts';
import type { ArticlesPage } from './state.ts';

const WORKBOOKS = ['.xlsx', '.xls', '.csv'];

export const IMPORT: Action<ArticlesPage> = page => ({
  open: askPath(
    '导入商品库',
    '工作簿',
    '',
    async (path, { office, signal }) => {
      const bytes = await readGiven(path, DEFAULT_LIMITS.fileBytes);
      const read = await importArticles(office, { name: path, bytes, signal });
      const fill = await readArticlesPage(office);
      return replyTo(page, now => ({
        state: fill({ ...now, steps: [...now.steps, { what: `导入 ${cleanLine(basename(path))}`, undo: read.undo }] }),
        ...importSaid(path, read),
      }));
    },
    {
      busy: '正在导入商品库',
      endings: WORKBOOKS,
      note: '表头至少要有：货物名称、HS编码、单证类型；导出的文件改好可以再导入',
    },
  ),
});

/** Writes what is in view. */
export const EXPORT: GuardedAction<ArticlesPage> = {
  cannot: ({ found }) => (found.length > 0 ? undefined : '没有可以导出的商品'),
  run: (page, { world }) => ({
    open: askPath(
      '导出商品库',
      '文件',
      '',
      async (path, { office }) => {
        const { file, articles } = await exportArticles(office, path, page.found);
        return replyTo(page, () => good(`${articles} 个商品已写到 ${cleanLine(file)}`));
      },
      {
        busy: '正在导出商品库',
        endings: WORKBOOKS,
        note: '写出列表里现在这些；结尾 .xlsx、.xls 或 .csv，已有的文件不会覆盖',
        name: `商品库-${dayOf(world.now()).replaceAll('-', '')}.xlsx`,
      },
    ),
  }),
};
