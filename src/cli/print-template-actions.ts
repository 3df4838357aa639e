import { EXIT } from '../errors.ts';
import { timeOf } from '../jobs/clock.ts';
import type { Office } from '../jobs/office.ts';
import { originalForm } from '../jobs/print-papers.ts';
import { exportPrintTemplates, importPrintTemplates, writePrintTemplates } from '../jobs/print-template-file.ts';
import {
  changePrintTemplate,
  copyPrintTemplate,
  describedPrintTemplate,
  type PrintTemplate,
  printTemplateOf,
  printTemplatesOf,
  removePrintTemplate,
  renamePrintTemplate,
} from '../jobs/print-templates.ts';
import { cleanLine } from '../text.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { inputsOf } from './inputs.ts';
import { eachOf, reportOutcomes } from './outcome.ts';
import { tableOf } from './report.ts';

type Action = (
  context: Context,
  office: Office,
  words: readonly string[],
  options: { readonly again?: boolean },
) => Promise<number>;

export type PrintTemplateAction = 'list' | 'show' | 'rename' | 'copy' | 'delete' | 'reset' | 'export' | 'import';

/** What is done with print templates, by the word that asks for it. */
export const PRINT_TEMPLATE_ACTIONS: Readonly<Record<PrintTemplateAction, Action>> = {
  async list({ report }, office) {
    const templates = await printTemplatesOf(office);
    report.result(templates.map(summaryOf), () =>
      templates.length === 0
        ? []
        : tableOf(
            ['名称', '单据', '改动', '存的人', '时间'],
            templates.map(({ name, paper, boxes, by, at }) => [
              cleanLine(name),
              originalForm(paper).title,
              `${Object.keys(boxes).length} 处`,
              cleanLine(by),
              Number.isFinite(Date.parse(at)) ? timeOf(Date.parse(at)) : '',
            ]),
          ),
    );
    report.note(`共 ${templates.length} 个打印模板`);
    return EXIT.done;
  },

  async show({ report }, office, words) {
    const template = await printTemplateOf(office, oneOf(words));
    const { changes, warnings } = describedPrintTemplate(template);
    report.result({ ...template, warnings }, () => [
      `${cleanLine(template.name)}  ${originalForm(template.paper).title}`,
      ...changes.map(({ name, text }) => `  ${name}：${text}`),
      ...(changes.length === 0 ? ['  与原来的版式相同'] : []),
    ]);
    for (const warning of warnings) report.note(warning);
    return EXIT.done;
  },

  async rename({ report }, office, words) {
    const [name, to] = twoOf(words);
    const renamed = await renamePrintTemplate(office, name, to);
    report.result(summaryOf(renamed), () => [`打印模板“${cleanLine(name)}”已改名为“${renamed.name}”`]);
    return EXIT.done;
  },

  async copy({ report }, office, words) {
    const [name, to] = twoOf(words);
    const copied = await copyPrintTemplate(office, name, to);
    report.result(summaryOf(copied), () => [`打印模板“${cleanLine(name)}”已复制为“${copied.name}”`]);
    return EXIT.done;
  },

  async delete(context, office, words) {
    return await each(context, words, async name => {
      await removePrintTemplate(office, name);
      return `已删除打印模板“${cleanLine(name)}”`;
    });
  },

  async reset(context, office, words) {
    return await each(context, words, async name => {
      const { name: kept } = await changePrintTemplate(office, name, {});
      return `打印模板“${kept}”已恢复为原来的版式`;
    });
  },

  async export({ report, rim }, office, [path = '', ...names]) {
    if (path === '') throw usage('没有写明文件名', '如 baojian print-template export 打印模板.json；- 为标准输出');
    const file = await exportPrintTemplates(office, names);
    if (path !== '-') {
      await writePrintTemplates(path, file);
      report.result({ file: path, templates: file.templates.length }, () => [
        `已写出 ${path}，${file.templates.length} 个打印模板`,
      ]);
    } else if (report.json) report.result(file, () => []);
    else rim.stdout.write(`${JSON.stringify(file, null, 2)}\n`);
    return EXIT.done;
  },

  async import({ report, rim }, office, words, { again = false }) {
    const [input, more] = await inputsOf(words, rim);
    if (!input || more)
      throw usage('要写明一个打印模板的文件', '如 baojian print-template import 打印模板.json；- 为标准输入');
    const imported = await importPrintTemplates(office, await input.read(), { again });
    report.result({ templates: imported }, () =>
      imported.flatMap(({ name, title, outcome, warnings }) => [
        `${outcome === 'added' ? '已导入' : '已替换'}打印模板“${name}”  ${title}`,
        ...warnings.map(warning => `  ! ${warning}`),
      ]),
    );
    return EXIT.done;
  },
};

async function each(
  { report }: Context,
  words: readonly string[],
  work: (name: string) => Promise<string>,
): Promise<number> {
  if (words.length === 0) throw nameless();
  return reportOutcomes(
    report,
    await eachOf(words, String, async name => ({ input: name, ok: true, document: {}, lines: [await work(name)] })),
  );
}

function oneOf([name = '']: readonly string[]): string {
  if (name === '') throw nameless();
  return name;
}

function twoOf([name = '', to = '']: readonly string[]): readonly [string, string] {
  if (name === '' || to === '')
    throw usage('要写明打印模板的名称和新名称', '如 baojian print-template copy 套打 套打二号机');
  return [name, to];
}

const nameless = () => usage('没有写明打印模板的名称', 'baojian print-template list 列出全部打印模板');

const summaryOf = ({ name, paper, boxes, by, at }: PrintTemplate) => ({
  name,
  paper,
  changes: Object.keys(boxes).length,
  by,
  at,
});
