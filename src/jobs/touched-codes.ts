import { ARTICLE } from '../catalogue/articles.ts';
import { type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import { DIALECT } from '../catalogue/dialect.ts';
import { isTableName, TABLES, type TableName } from '../codes/tables.ts';
import { type Article, isGone } from '../declaration/articles.ts';
import { type CodeUse, codeUses, replacements } from '../declaration/code-uses.ts';
import { applyAll } from '../declaration/edit.ts';
import type { Status } from '../declaration/life-cycle.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { articlesOf, changeArticles, settingOf, shortArticle } from './articles.ts';
import { tableNamed } from './codes.ts';
import { editDeclaration, saveOrKeep } from './keep-declarations.ts';
import type { Office } from './office.ts';
import { spelledCode } from './own-codes.ts';
import { noSuchCode } from './settings/code-faults.ts';
import { TEMPLATES, templatesOf } from './templates.ts';

/** A code that the tables in force do not have any more, and where it stands. */
export interface TouchedCode {
  readonly table: TableName;
  readonly code: string;
  /** Articles in a few words, names of templates, entry numbers of drafts and saved declarations. */
  readonly articles: readonly string[];
  readonly templates: readonly string[];
  readonly declarations: readonly string[];
  /** Entry numbers of those that are left as they are: somebody has them open, or the bureau has had them. */
  readonly left: readonly string[];
}

const CHANGED: readonly Status[] = ['draft', 'saved'];
/** The bureau may still answer about these, or has sent them back. */
const LEFT: readonly Status[] = ['sent', 'received', 'accepted', 'rejected'];

/** The codes that are gone, of one table or of all, by table and code. Throws `codes.no-such-table`. */
export async function touchedCodes(office: Office, table?: string): Promise<readonly TouchedCode[]> {
  const only = table === undefined ? undefined : tableNamed(office, table);
  await office.readLevels();
  const found = new Map<string, Noted>();
  const note = (of: Pick<CodeUse, 'table' | 'code'>, kind: Place, name: string) => {
    if (!isTableName(of.table) || (only !== undefined && of.table !== only)) return;
    if (!isGone(office.book, of.table, of.code)) return;
    const key = `${of.table} ${of.code}`;
    const noted = found.get(key) ?? emptyNoted(of.table, of.code);
    noted[kind].add(name);
    found.set(key, noted);
  };
  for (const article of await articlesOf(office)) {
    if (article.dropped) continue;
    for (const gone of article.gone) note(gone, 'articles', shortArticle(article));
  }
  for (const { name, document, dialect = DIALECT } of await templatesOf(office)) {
    for (const use of codeUses(document, dialect)) note(use, 'templates', name);
  }
  const open = openEntries(office);
  for await (const { entryNo, status, document, dialect = DIALECT } of recordsOf(office, [...CHANGED, ...LEFT])) {
    const kind = CHANGED.includes(status) && !open.has(entryNo) ? 'declarations' : 'left';
    for (const use of codeUses(document, dialect)) note(use, kind, entryNo);
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { table: of, code, articles, templates, declarations, left }]) => ({
      ...{ table: of, code },
      articles: [...articles],
      templates: [...templates],
      declarations: [...declarations],
      left: [...left],
    }));
}

type Place = 'articles' | 'templates' | 'declarations' | 'left';
type Noted = { readonly table: TableName; readonly code: string } & Readonly<Record<Place, Set<string>>>;

const emptyNoted = (table: TableName, code: string): Noted => ({
  ...{ table, code },
  articles: new Set(),
  templates: new Set(),
  declarations: new Set(),
  left: new Set(),
});

/** Declarations that a program on this machine has changes of which are not saved. */
const openEntries = ({ local }: Office): ReadonlySet<string> =>
  new Set(local.journals.list().flatMap(({ entryNo, givenUp }) => (givenUp ? [] : [entryNo])));

/** Those that can be read: whoever opens another one is told. */
async function* recordsOf(office: Office, statuses: readonly Status[]): AsyncGenerator<DeclarationRecord> {
  const rows = office.store.rows();
  const statusAt = rows.reader('status');
  for (let at = 0; at < rows.length; at += 1) {
    if (!statuses.some(status => status === statusAt(at))) continue;
    const entryNo = rows.at(at)?.entryNo;
    if (entryNo === undefined) continue;
    try {
      yield await office.store.get(entryNo);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
}

/** What a replacement changed, and what it left. */
export interface ReplacedCode extends Omit<TouchedCode, 'code'> {
  readonly from: string;
  readonly to: string;
}

/**
 * Puts a code in the place of one that is gone, in articles, templates, drafts and saved declarations. A saved declaration in which nothing
 * blocks stays saved. Throws `codes.no-such-table`, `codes.no-such-code` for a code that is not in force, and `codes.still-there`.
 */
export async function replaceTouched(office: Office, table: string, from: string, to: string): Promise<ReplacedCode> {
  const name = tableNamed(office, table);
  await office.demand('declaration.write');
  const [old, code] = [spelledCode(office, name, from), spelledCode(office, name, to)];
  const entry = office.book.find(name, code);
  const [missing] = entry && !entry.stopped ? [] : noSuchCode(name, TABLES[name].title, code);
  if (missing) throw missing;
  if (!isGone(office.book, name, old)) throw stillThere(name, old);
  const wanted = { table: name, from: old, to: code };
  const touched = (await touchedCodes(office, name)).find(each => each.code === old);
  const { articles = [], templates = [], declarations = [], left = [] } = touched ?? {};
  if (articles.length > 0) await replaceInArticles(office, wanted);
  if (templates.length > 0) await replaceInTemplates(office, wanted);
  for (const entryNo of declarations) await replaceInDeclaration(office, entryNo, wanted);
  return { table: name, from: old, to: code, articles, templates, declarations, left };
}

interface Wanted {
  readonly table: TableName;
  readonly from: string;
  readonly to: string;
}

async function replaceInArticles(office: Office, { table, from, to }: Wanted): Promise<void> {
  const isMeant = (gone: Article['gone'][number]) => gone.table === table && gone.code === from;
  await changeArticles(office, (articles, held) => {
    const meant = [...articles.values()].filter(({ dropped, gone }) => !dropped && gone.some(isMeant));
    const changes = meant.map(article => {
      const fields = article.gone.filter(isMeant).map(({ field }) => field);
      const values = Object.fromEntries(
        fields.filter(field => field !== ARTICLE.code).map(field => [field, withCode(article, field, from, to)]),
      );
      const isCode = fields.includes(ARTICLE.code);
      return settingOf(office, article, held, { ...(isCode && { code: to }), values });
    });
    return Object.assign({}, ...changes);
  });
}

function withCode({ values }: Article, field: FieldId, from: string, to: string): unknown {
  const value = values[field];
  if (fieldOf(field).kind !== 'codes' || !Array.isArray(value)) return to;
  return [...new Set(value.map(code => (code === from ? to : code)))];
}

async function replaceInTemplates(office: Office, wanted: Wanted): Promise<void> {
  await office.store.settings.update(TEMPLATES, held =>
    held.map(template => {
      const edits = replacements(template.document, template.dialect ?? DIALECT, wanted);
      return edits.length === 0 ? template : { ...template, document: applyAll(template.document, edits).document };
    }),
  );
}

/** A declaration that was changed is a draft; one that was saved, and has no errors now, is saved again. */
async function replaceInDeclaration(office: Office, entryNo: string, wanted: Wanted): Promise<void> {
  const { status, dialect = DIALECT } = await office.store.get(entryNo);
  if (!CHANGED.includes(status)) return;
  const { record } = await editDeclaration(office, entryNo, document => replacements(document, dialect, wanted));
  if (status === 'saved') await saveOrKeep(office, record);
}

const stillThere = (table: TableName, code: string): UserError =>
  new UserError('codes.still-there', `${TABLES[table].title}里有代码 ${code}，没有替换`, {
    exit: 'usage',
    next: [`codes touched ${table} 列出已失效而还在用的代码`],
  });

/** What was found in few words, for who has just changed a table. */
export function touchedText(touched: readonly TouchedCode[]): string {
  const count = (place: Place) => new Set(touched.flatMap(each => each[place])).size;
  const parts = [
    ['商品', count('articles')],
    ['模板', count('templates')],
    ['草稿和已保存的单证', count('declarations')],
    ['打开着或发送过、不会改的单证', count('left')],
  ] as const;
  const where = parts.flatMap(([word, number]) => (number > 0 ? [`${word} ${number}`] : []));
  return `${touched.length} 个已失效的代码还在用：${where.join('，')}`;
}
