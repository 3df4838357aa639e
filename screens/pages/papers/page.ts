import { UserError } from '../../../src/errors.ts';
import { readGiven } from '../../../src/jobs/find-path.ts';
import type { Office } from '../../../src/jobs/office.ts';
import {
  exportPrintTemplates,
  importPrintTemplates,
  writePrintTemplates,
} from '../../../src/jobs/print-template-file.ts';
import {
  changePrintTemplate,
  copyPrintTemplate,
  PRINT_TEMPLATE_NAME_MAX,
  type PrintTemplate,
  removePrintTemplate,
  renamePrintTemplate,
} from '../../../src/jobs/print-templates.ts';
import { DEFAULT_LIMITS } from '../../../src/workbook/limits.ts';
import type { Action, Change, Effect, GuardedAction } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { askText } from '../../dialogs/naming.ts';
import { askPath } from '../../dialogs/path.ts';
import { ask } from '../../dialogs/question.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { focusedOn, read, reread } from './open.ts';
import { type PapersPage, rowAt, rowsOf } from './state.ts';
import { drawPapers, ROWS_ABOVE } from './view.ts';

const LIST = indexed<PapersPage>({ count: page => rowsOf(page).length, rows: (_page, area) => area.rows - ROWS_ABOVE });

/** An action on the template with the focus. */
const onTemplate = (
  run: (template: PrintTemplate, page: PapersPage) => Change<PapersPage>,
): GuardedAction<PapersPage> => ({
  cannot: page => (rowAt(page).template ? undefined : '这一行是单据本身：先选它下面的打印模板，或按 N 新建'),
  run: page => {
    const { template } = rowAt(page);
    return template ? run(template, page) : {};
  },
});

/** A job on templates; then the page shows what is kept, with the focus on the template of the name that the job gives. */
function working(
  page: PapersPage,
  label: string,
  job: (office: Office) => Promise<readonly [name: string, told: string]>,
): Effect {
  return { label, run: async ({ office }) => await done(page, office, await job(office)) };
}

async function done(page: PapersPage, office: Office, [name, told]: readonly [name: string, told: string]) {
  const fill = await read(office);
  return replyTo(page, now => ({ state: focusedOn(fill(now), name, now.index), ...good(told) }));
}

const NAME_NOTES = [`名称最多 ${PRINT_TEMPLATE_NAME_MAX} 个字，不能重复。`];

const copying = onTemplate(({ name }, page) => ({
  open: askText(
    { title: `复制打印模板“${name}”`, label: '新名称', start: `${name} 副本`, notes: NAME_NOTES },
    async (text, { office }) => {
      const copied = await copyPrintTemplate(office, name, text);
      return await done(page, office, [copied.name, `已复制为“${copied.name}”`]);
    },
  ),
}));

const renaming = onTemplate(({ name }, page) => ({
  open: askText(
    { title: `打印模板“${name}”改名`, label: '新名称', start: name, notes: NAME_NOTES },
    async (text, { office }) => {
      const renamed = await renamePrintTemplate(office, name, text);
      return await done(page, office, [renamed.name, `已改名为“${renamed.name}”`]);
    },
  ),
}));

const removing = onTemplate(({ name }, page) => ({
  open: ask(
    '删除打印模板',
    [`删除打印模板“${name}”？`, '单据本身的版式不受影响。'],
    [
      { label: '回去' },
      {
        label: '删除',
        reply: replyTo(page, () => ({
          effects: [
            working(page, '正在删除打印模板', async office => {
              await removePrintTemplate(office, name);
              return ['', `打印模板“${name}”已删除`];
            }),
          ],
        })),
      },
    ],
  ),
}));

const resetting = onTemplate(({ name, boxes }, page) => ({
  open: ask(
    '恢复原来的版式',
    [`打印模板“${name}”里的 ${Object.keys(boxes).length} 处改动都不要了？`, '名称还在，内容与原来的版式相同。'],
    [
      { label: '回去' },
      {
        label: '恢复',
        reply: replyTo(page, () => ({
          effects: [
            working(page, '正在恢复', async office => {
              await changePrintTemplate(office, name, {});
              return [name, `打印模板“${name}”已恢复为原来的版式`];
            }),
          ],
        })),
      },
    ],
  ),
}));

const exporting: GuardedAction<PapersPage> = {
  cannot: ({ templates }) => (templates.length > 0 ? undefined : '还没有打印模板'),
  run: (page, { ui }) => {
    const { template } = rowAt(page);
    const names = template ? [template.name] : [];
    const what = template ? `打印模板“${template.name}”` : `全部 ${page.templates.length} 个打印模板`;
    const { userFolder } = ui.session;
    return {
      open: askPath(
        `导出${what}`,
        '文件',
        `${userFolder === '' ? '' : '~/'}`,
        async (path, { office }) => {
          const file = await exportPrintTemplates(office, names);
          await writePrintTemplates(path, file);
          return replyTo(page, () => good(`已写出 ${path}，${file.templates.length} 个打印模板`));
        },
        {
          busy: '正在写文件',
          name: `${template ? template.name.replace(/[\s/\\:*?"<>|.]+/gu, '_') : '打印模板'}.json`,
        },
      ),
    };
  },
};

const importing: Action<PapersPage> = page => ({
  open: askPath(
    '导入打印模板',
    '文件',
    '~/',
    async (path, { office }) => {
      const bytes = await readGiven(path, DEFAULT_LIMITS.fileBytes);
      return await taken(page, office, bytes, false);
    },
    { busy: '正在导入打印模板', endings: ['.json'], note: '用“导出”写出的文件' },
  ),
});

/** What is there already is replaced only by those who say so. */
async function taken(page: PapersPage, office: Office, bytes: Uint8Array, again: boolean) {
  try {
    const imported = await importPrintTemplates(office, bytes, { again });
    const fill = await read(office);
    const warnings = imported.flatMap(each => each.warnings);
    const told = `已导入 ${imported.length} 个打印模板：${imported.map(({ name }) => name).join('、')}`;
    return replyTo<PapersPage>(page, now => ({
      state: focusedOn(fill(now), imported[0]?.name, now.index),
      ...(warnings.length > 0 ? warn(`${told}；${warnings[0]}`) : good(told)),
    }));
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'print-template.taken') throw error;
    const replacing: Effect = {
      label: '正在导入打印模板',
      run: async tools => await taken(page, tools.office, bytes, true),
    };
    return replyTo<PapersPage>(page, () => ({
      open: ask(
        '导入打印模板',
        [error.message],
        [{ label: '回去' }, { label: '替换原来的', reply: replyTo(page, () => ({ effects: [replacing] })) }],
      ),
    }));
  }
}

/** Papers and their print templates (T4). */
export const PAPERS_PAGE: PagePart<PapersPage> = {
  tab: () => '打印模板',
  contexts: () => ['papers'],
  actions: {
    ...listActions('papers', LIST),
    'papers.open': page => {
      const { paper, template } = rowAt(page);
      return { go: { to: 'designer', paper: paper.name, ...(template && { template: template.name }) } };
    },
    'papers.new': page => ({ go: { to: 'designer', paper: rowAt(page).paper.name } }),
    'papers.rename': renaming,
    'papers.copy': copying,
    'papers.delete': removing,
    'papers.reset': resetting,
    'papers.export': exporting,
    'papers.import': importing,
    'papers.close': () => ({ close: true }),
  },
  draw: drawPapers,
  note: page => {
    const { paper, template } = rowAt(page);
    const guess = paper.grades.find(({ grade }) => grade === 'guess');
    if (template) return { tone: 'quiet', text: '回车打开设计页面' };
    if (!guess) return { tone: 'quiet', text: '回车从原来的版式新建打印模板' };
    return { tone: 'quiet', text: `版式有 ${guess.share}% 是推测的：用之前请与机构发的表格对照` };
  },
  help: () => [
    '每种单据下面是它的打印模板：挪动、改大小、改字号、对齐或不打印某些框，存成一个名称。',
    '打印时写 --template 名称，或在打印对话框里选。模板只记与原来版式的差别，原来的版式一直都在。',
  ],
  onActivate: page => ({ effects: [reread(page)] }),
};
