import { type FieldId, fieldOf } from '../../catalogue/catalogue.ts';
import type { Direction } from '../../catalogue/row.ts';
import {
  ARTICLE_STATE_WORDS,
  ARTICLE_STATES,
  type Article,
  type ArticleState,
  DIRECTION_WORDS,
} from '../../declaration/articles.ts';
import { EXIT } from '../../errors.ts';
import { articleFacts } from '../../jobs/article-facts.ts';
import { articleSetting } from '../../jobs/article-setting.ts';
import {
  articleId,
  articleNamed,
  articleSearch,
  articlesOf,
  confirmArticles,
  dropArticles,
  setArticles,
  shortArticle,
} from '../../jobs/articles.ts';
import { exportArticles, importArticles } from '../../jobs/exchange-articles.ts';
import type { Office } from '../../jobs/office.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { importedOutcome } from '../imported-outcome.ts';
import { type Input, inputsOf, noteNothing, shortName } from '../inputs.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';
import { tableOf } from '../report.ts';

const ACTION_NAMES = ['list', 'show', 'confirm', 'set', 'drop', 'import', 'export'] as const;

interface ArticlesArguments {
  readonly action: (typeof ACTION_NAMES)[number];
  readonly words?: readonly string[];
  readonly state?: ArticleState;
  readonly party?: string;
  readonly direction?: Direction;
  readonly all?: boolean;
  readonly undo?: boolean;
  readonly set?: readonly string[];
}

type Action = (context: Context, office: Office, args: ArticlesArguments) => Promise<number>;

const ACTIONS = {
  async list({ report }, office, args) {
    const found = await chosenBy(office, args, args.words?.join(' ') ?? '');
    report.result(found.map(documentOf), () =>
      found.length === 0
        ? []
        : tableOf(
            ['编号', '状态', '料号', 'HS编码', '货物名称', '收发货人', '类型', '次数'],
            found.map(article => [
              articleId(article),
              ARTICLE_STATE_WORDS[article.state],
              article.number,
              article.code,
              article.name,
              article.party,
              DIRECTION_WORDS[article.direction],
              String(article.uses?.count ?? 0),
            ]),
          ),
    );
    report.note(`共 ${found.length} 个商品`);
    return EXIT.done;
  },

  async show({ report }, office, { words = [] }) {
    const article = await articleNamed(await articlesOf(office), named(words));
    report.result(documentOf(article), () =>
      articleFacts(article, office.book).map(([label, text]) => `${label}：${text}`),
    );
    return EXIT.done;
  },

  async confirm({ report }, office, args) {
    const chosen = await meant(office, args);
    await confirmArticles(office, keysOf(chosen));
    report.result(changed(chosen), () => chosen.map(article => `已确认 ${shortArticle(article)}`));
    return EXIT.done;
  },

  async drop({ report }, office, args) {
    const chosen = await meant(office, args, args.undo === true);
    if (args.undo === true) await setArticles(office, keysOf(chosen), {});
    else await dropArticles(office, keysOf(chosen));
    const word = args.undo === true ? '已恢复' : '已弃用';
    report.result(changed(chosen), () => chosen.map(article => `${word} ${shortArticle(article)}`));
    return EXIT.done;
  },

  async set({ report }, office, { words = [], set = [] }) {
    if (set.length === 0) throw usage('没有写明要设什么', '如 --set number=A-100 --set goods.ciqCode=0805100000101');
    const article = await articleNamed(await articlesOf(office), named(words));
    const setting = await articleSetting(office, article.direction, Object.fromEntries(set.map(pairOf)));
    const { keys } = await setArticles(office, [article.key], setting);
    const after = (await articlesOf(office)).find(({ key }) => key === keys.at(-1)) ?? article;
    report.result(documentOf(after), () => [`已改 ${shortArticle(after)}（${ARTICLE_STATE_WORDS[after.state]}）`]);
    return EXIT.done;
  },

  async import({ report, rim }, office, { words = [], direction, party }): Promise<number> {
    if (words.length === 0) throw usage('没有写明文件', '如 baojian articles import 商品库.xlsx');
    const inputs = await inputsOf(words, rim);
    noteNothing(report, inputs, '没有可导入的文件（xlsx、xls、csv）');
    return reportOutcomes(
      report,
      await eachOf(inputs, shortName, input => takenFrom(office, input, { direction, party })),
    );
  },

  async export({ report }, office, { words = [], ...args }) {
    const [file = '', ...more] = words;
    if (file === '') throw usage('没有写明文件名', '如 baojian articles export 商品库.xlsx');
    const exported = await exportArticles(office, file, await chosenBy(office, args, more.join(' '), true));
    report.result(exported, () => [`已写出 ${exported.articles} 个商品：${file}`]);
    return EXIT.done;
  },
} as const satisfies Record<ArticlesArguments['action'], Action>;

export const articles: Command = {
  command: 'articles <action> [words..]',
  right: {
    list: 'declaration.read',
    show: 'declaration.read',
    confirm: 'articles',
    set: 'articles',
    drop: 'articles',
    import: 'articles',
    export: 'declaration.read',
  },
  describe:
    '商品库：list [词] 列出，show 商品 查看，confirm 商品.. 确认，set 商品 --set 栏=值 修改，drop 商品.. 弃用，export 文件 写出，import 文件 导入；商品写编号、料号或找得到它的词',
  build: yargs =>
    yargs
      .positional('action', { choices: ACTION_NAMES, demandOption: true, describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '商品、要找的词，或文件；- 为标准输入' })
      .option('state', {
        choices: ARTICLE_STATES,
        describe: '只要这种状态的：代码失效、有冲突、待核对、已确认、已弃用；不写时不含已弃用',
      })
      .option('party', { type: 'string', describe: '只要这个收发货人的；import 时没写收发货人的算它的' })
      .option('direction', {
        alias: 'd',
        choices: ['in', 'out', 'pack'],
        describe: '只要入境、出境或出境包装的；import 时没写类型的算它',
      })
      .option('all', { type: 'boolean', describe: 'confirm、drop 时按条件选中全部，不必写出商品' })
      .option('undo', { type: 'boolean', describe: 'drop 时恢复已弃用的' })
      .option('set', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'number=料号、note=备注、goods.hsCode=编码，或别的栏位=值；值为空则清除',
      })
      .example('$0 articles list --state conflict', '同一货名或料号有几个编码的')
      .example('$0 articles confirm --all --state review --party 甲公司', '确认甲公司全部待核对的商品')
      .example('$0 articles set 鲜橙 --set number=A-100', '给一个商品料号')
      .example('$0 articles export 商品库.xlsx', '写出全部，可改后再导入'),
  completes: (name, [action]) =>
    name.startsWith('--') || !['import', 'export'].includes(action ?? '') ? undefined : ['files'],
  async run(context, args: ArticlesArguments) {
    return await ACTIONS[args.action](context, await context.office(), args);
  },
};

const keysOf = (articles: readonly Article[]): readonly string[] => articles.map(({ key }) => key);
const changed = (articles: readonly Article[]) =>
  articles.map(article => ({ id: articleId(article), key: article.key }));

function named(words: readonly string[]): string {
  if (words.length === 0) throw usage('没有写明商品', '写编号、料号或找得到它的词；articles list 列出全部');
  return words.join(' ');
}

function pairOf(text: string): readonly [string, string] {
  const sign = text.indexOf('=');
  if (sign < 1) throw usage(`“${cleanLine(text)}”缺少等号`, '写成 栏位=值，如 number=A-100');
  return [text.slice(0, sign).trim(), text.slice(sign + 1)];
}

/** The articles that the options choose; dropped ones where they are asked for. */
async function chosenBy(
  office: Office,
  { state, party, direction }: Pick<ArticlesArguments, 'state' | 'party' | 'direction'>,
  words: string,
  withDropped = false,
): Promise<readonly Article[]> {
  const all = (await articlesOf(office)).filter(
    article =>
      (state === undefined ? withDropped || article.state !== 'dropped' : article.state === state) &&
      (party === undefined || article.party.includes(cleanLine(party))) &&
      (direction === undefined || article.direction === direction),
  );
  return (await articleSearch(all)).find(words);
}

/** Those that the words name, one each, or all that the options choose. */
async function meant(office: Office, args: ArticlesArguments, isDropped = false): Promise<readonly Article[]> {
  const { words = [], all } = args;
  if (all !== true) {
    if (words.length === 0) throw usage('没有写明商品', '写出商品，或用 --all 加条件选中全部');
    const articles = await articlesOf(office);
    const chosen: Article[] = [];
    for (const word of words) chosen.push(await articleNamed(articles, word));
    return chosen;
  }
  return await chosenBy(office, isDropped ? { ...args, state: 'dropped' } : args, words.join(' '));
}

const documentOf = (article: Article) => ({
  id: articleId(article),
  ...article,
  gone: article.gone.map(({ field, table, code }) => ({ field, label: fieldOf(field as FieldId).label, table, code })),
});

const takenFrom = async (
  office: Office,
  input: Input,
  defaults: Parameters<typeof importArticles>[2],
): Promise<Outcome> =>
  importedOutcome(input, await importArticles(office, { name: input.name, bytes: await input.read() }, defaults));
