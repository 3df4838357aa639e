import * as v from 'valibot';
import { ARTICLE } from '../../catalogue/articles.ts';
import { fieldOf, isScalar } from '../../catalogue/catalogue.ts';
import { DIALECTS } from '../../catalogue/dialect.ts';
import { DIRECTIONS } from '../../catalogue/row.ts';
import { type ArticleValues, articleKey, type Decision, type Decisions } from '../../declaration/articles.ts';
import { UserError } from '../../errors.ts';
import { kindOf } from '../../kinds/index.ts';
import { cleanLine } from '../../text.ts';
import { settingsDocument, text } from './document.ts';

const MARK = v.object({ by: text(), at: text() });

/** What people decided of the articles of the goods master, by the keys of these; what was declared follows from the declarations. */
export const ARTICLES = settingsDocument<Decisions>(
  'articles',
  v.record(
    v.string(),
    v.object({
      direction: v.picklist(DIRECTIONS),
      party: text(),
      name: text(),
      code: text(),
      initials: v.optional(text(), ''),
      number: v.exactOptional(text()),
      note: v.exactOptional(text()),
      values: v.exactOptional(v.record(v.string(), v.unknown())),
      dialect: v.exactOptional(v.picklist(DIALECTS)),
      confirmed: v.exactOptional(MARK),
      dropped: v.exactOptional(MARK),
    }),
  ) as v.GenericSchema<unknown, Decisions>,
  {},
  'articles',
);

/** As it is kept: under its own key, cleaned, with values that fit their fields. */
export function keptDecisions(decisions: Decisions): Decisions {
  return Object.fromEntries(
    Object.values(decisions).map(decision => {
      const { values, ...rest } = decision;
      const kept: Decision = {
        ...rest,
        party: cleanLine(rest.party),
        name: cleanLine(rest.name),
        code: cleanLine(rest.code),
        ...(rest.number !== undefined && { number: cleanLine(rest.number) }),
        ...(rest.note !== undefined && { note: cleanLine(rest.note) }),
        ...(values && { values: fittingValues(values) }),
      };
      return [articleKey(kept), kept];
    }),
  );
}

/** The values that an article has fields for, and that these can hold. */
export function fittingValues(values: ArticleValues): ArticleValues {
  return Object.fromEntries(
    ARTICLE.values.flatMap(id => {
      const field = fieldOf(id);
      const value = values[id];
      return isScalar(field) && value !== undefined && kindOf(field.kind).is(value) ? [[id, value]] : [];
    }),
  );
}

const NUMBER_MAX = 40;
const NOTE_MAX = 200;

/** What is wrong with what was decided: `articles.value`. */
export function decisionFaults(decisions: Decisions): readonly UserError[] {
  return Object.values(decisions).flatMap(({ name, code, number = '', note = '' }) => {
    const wrong = (message: string, next: string) => [
      new UserError('articles.value', `${cleanLine(name) || cleanLine(code)}：${message}`, {
        exit: 'usage',
        next: [next],
      }),
    ];
    if (cleanLine(name) === '' || cleanLine(code) === '') return wrong('没有货物名称或 HS编码', '补上再试');
    if ([...number].length > NUMBER_MAX) return wrong(`料号有 ${[...number].length} 个字`, `最多 ${NUMBER_MAX} 个字`);
    return [...note].length > NOTE_MAX ? wrong(`备注有 ${[...note].length} 个字`, `最多 ${NOTE_MAX} 个字`) : [];
  });
}
