import { DIALECT } from '../../catalogue/dialect.ts';
import { EXIT } from '../../errors.ts';
import { timeOf } from '../../jobs/clock.ts';
import { keepDraft } from '../../jobs/keep-declarations.ts';
import type { Office } from '../../jobs/office.ts';
import {
  beginFromTemplate,
  keepTemplate,
  removeTemplate,
  type Template,
  templateOf,
  templatesOf,
} from '../../jobs/templates.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { documentLines } from '../document-lines.ts';
import { eachOf, reportOutcomes } from '../outcome.ts';
import { tableOf } from '../report.ts';

interface TemplateArguments {
  readonly action: keyof typeof ACTIONS;
  readonly words?: readonly string[];
}

type Action = (context: Context, office: Office, words: readonly string[]) => Promise<number>;

const DIRECTION_NAMES = { in: '入境', out: '出境', pack: '出境包装' } as const;

const ACTIONS = {
  async list({ report }, office) {
    const templates = await templatesOf(office);
    report.result(templates.map(summaryOf), () =>
      templates.length === 0
        ? []
        : tableOf(
            ['名称', '类型', '货物', '存的人', '时间'],
            templates.map(({ name, direction, document, by, at }) => [
              name,
              DIRECTION_NAMES[direction],
              String(document.goods.length),
              by,
              timeOf(Date.parse(at)),
            ]),
          ),
    );
    report.note(`共 ${templates.length} 个模板`);
    return EXIT.done;
  },

  async show({ report }, office, words) {
    const template = await templateOf(office, oneOf(words));
    report.result(template, () => [
      `${template.name}  ${DIRECTION_NAMES[template.direction]}`,
      ...documentLines(template.document, office.book),
    ]);
    return EXIT.done;
  },

  async use({ report }, office, words) {
    const name = oneOf(words);
    const { entryNo, status } = await keepDraft(office, await beginFromTemplate(office, name));
    report.result({ entryNo, status, template: name }, () => [entryNo]);
    return EXIT.done;
  },

  async keep({ report }, office, [name = '', entryNo]) {
    if (entryNo === undefined)
      throw usage('没有写明模板名称和录入序号', '如 baojian template keep 牛肉 WI179546740372500');
    const { document, dialect = DIALECT } = await office.store.get(entryNo.toUpperCase());
    const template = await keepTemplate(office, name, document, dialect);
    report.result(summaryOf(template), () => [`已存为模板“${template.name}”`]);
    return EXIT.done;
  },

  async delete({ report }, office, words) {
    if (words.length === 0) throw nameless();
    return reportOutcomes(
      report,
      await eachOf(words, String, async name => {
        await removeTemplate(office, name);
        return { input: name, ok: true, document: {}, lines: [`已删除模板“${cleanLine(name)}”`] };
      }),
    );
  },
} as const satisfies Record<string, Action>;

export const template: Command = {
  command: 'template <action> [words..]',
  right: {
    list: 'declaration.read',
    show: 'declaration.read',
    use: 'declaration.write',
    keep: 'templates',
    delete: 'templates',
  },
  describe: '模板：list 列出，show 名称 查看，use 名称 新建草稿，keep 名称 录入序号 存为模板，delete 名称 删除',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), demandOption: true, describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '模板名称，keep 时后面写录入序号' })
      .example('$0 template keep 巴西牛肉 WI179546740372500', '把一份单证存为模板')
      .example('$0 template use 巴西牛肉', '按模板新建一份草稿，写出录入序号'),
  completes: (_, [action, name]) => (action === 'keep' && name !== undefined ? ['entry-numbers'] : ['templates']),
  async run(context, { action, words = [] }: TemplateArguments) {
    return await ACTIONS[action](context, await context.office(), words);
  },
};

function oneOf([name = '']: readonly string[]): string {
  if (name === '') throw nameless();
  return name;
}

const nameless = () => usage('没有写明模板名称', 'baojian template list 列出全部模板');

const summaryOf = ({ name, direction, document, by, at }: Template) => ({
  name,
  direction,
  goods: document.goods.length,
  by,
  at,
});
