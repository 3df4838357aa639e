import { isDeepStrictEqual } from 'node:util';
import type { FieldId } from '../catalogue/catalogue.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import {
  ARTICLE_STATE_WORDS,
  type Article,
  articleField,
  articleKey,
  type Decision,
  DIRECTION_WORDS,
} from '../declaration/articles.ts';
import type { ArticleColumn } from '../workbook/article-columns.ts';
import { type ArticleDefaults, type ArticleRow, articleTable, readArticles } from '../workbook/articles.ts';
import { type ArticleUndo, articlesOf, changeArticles, markOf } from './articles.ts';
import { timeOf } from './clock.ts';
import { exportList } from './export-list.ts';
import type { ImportedList } from './imported-list.ts';
import { knownInitials } from './known-initials.ts';
import type { Office } from './office.ts';
import { nameOf, sourceOf } from './read-workbooks.ts';

/** What an import of articles did. */
export interface ImportedArticles extends ImportedList {
  readonly undo: ArticleUndo;
}

/**
 * Takes the articles of a workbook in; the same article (form, party, name and HS code) is replaced, all in one step. What the file has no
 * column for stays. Throws `workbook.*` for a file that is none.
 */
export async function importArticles(
  office: Office,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly signal?: AbortSignal },
  defaults: ArticleDefaults = {},
): Promise<ImportedArticles> {
  const { readSheets } = await import('../workbook/read-sheets.ts');
  const sheets = await readSheets(file.bytes, nameOf(file), { ...(file.signal && { signal: file.signal }) });
  const { rows, fields, refused, faults, unknown } = readArticles(sheets, await sourceOf(office), defaults);
  const initialsOf = knownInitials();
  const initials = new Map<string, string>();
  for (const { name } of rows) initials.set(name, await initialsOf(name));
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const { undo } = await changeArticles(office, (articles, held) => {
    const made: Record<string, Decision> = {};
    for (const row of rows) {
      const key = articleKey(row);
      const before = articles.get(key);
      const decision = decisionOf(office, row, {
        before,
        held: held[key],
        fields,
        initials: initials.get(row.name) ?? '',
      });
      if (decision === undefined || isSameDecision(decision, held[key])) counts.unchanged += 1;
      else {
        counts[before ? 'changed' : 'added'] += 1;
        made[key] = decision;
      }
    }
    return made;
  });
  return { ...counts, refused, faults, unknown, undo };
}

interface Around {
  readonly before: Article | undefined;
  readonly held: Decision | undefined;
  readonly fields: readonly FieldId[];
  readonly initials: string;
}

/** What a row decides; undefined where it says only what was declared. */
function decisionOf(office: Office, row: ArticleRow, { before, held, fields, initials }: Around): Decision | undefined {
  const { direction, party, name, code, number, note, isConfirmed, isDropped } = row;
  // A column that is missing says nothing; an empty cell says that there is none.
  const known = Object.entries(before?.values ?? {}).filter(([id]) => !fields.includes(id as FieldId));
  const values = { ...Object.fromEntries(known), ...row.values };
  const said = isConfirmed || !isDeepStrictEqual(sorted(values), sorted(before?.values ?? {}));
  const decision: Decision = {
    ...{ direction, party, name, code, initials },
    ...(number !== '' && { number }),
    ...(note !== '' && { note }),
    ...((said || held?.values) && { values, dialect: before?.dialect ?? dialectIn(office.book, direction) }),
    ...(isConfirmed && { confirmed: held?.confirmed ?? markOf(office) }),
    ...(isDropped && { dropped: held?.dropped ?? markOf(office) }),
  };
  const decides = said || number !== '' || note !== '' || isDropped || held !== undefined || before === undefined;
  return decides ? decision : undefined;
}

const sorted = (values: object) => Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));

const isSameDecision = (decision: Decision, held: Decision | undefined): boolean =>
  held !== undefined && isDeepStrictEqual(flat(decision), flat(held));

const flat = ({ values, ...rest }: Decision) => ({ ...rest, initials: '', values: values && sorted(values) });

/** Writes articles as a workbook (.xlsx, .xls or .csv by the ending); a file that is there stays as it is. All of them unless told. */
export async function exportArticles(
  office: Office,
  file: string,
  chosen?: readonly Article[],
): Promise<{ readonly file: string; readonly articles: number }> {
  const articles = chosen ?? (await articlesOf(office));
  return { file: await exportList(file, articleTable(articles, cellOf)), articles: articles.length };
}

const timeIn = (at: number | undefined): string => (at === undefined ? '' : timeOf(at));

function cellOf(article: Article, { id, field }: ArticleColumn): string {
  const { uses, confirmed } = article;
  const own: Readonly<Record<string, string>> = {
    direction: DIRECTION_WORDS[article.direction],
    party: article.party,
    number: article.number,
    note: article.note,
    state: ARTICLE_STATE_WORDS[article.state],
    confirmedBy: confirmed?.by ?? '',
    confirmedAt: timeIn(confirmed && Date.parse(confirmed.at)),
    price: uses?.value.price ?? '',
    currency: uses?.value.currency ?? '',
    permits: uses?.value.permits.join('、') ?? '',
    entryNo: uses?.value.entryNo ?? '',
    last: timeIn(uses?.last),
    count: String(uses?.count ?? 0),
  };
  if (field === undefined) return own[id] ?? '';
  const value = articleField(article, field);
  return Array.isArray(value) ? value.join(',') : value === undefined ? '' : String(value);
}
