import { ARTICLE } from '../catalogue/articles.ts';
import { type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import type { Direction } from '../catalogue/row.ts';
import { wordingOf } from '../catalogue/wording.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { readValue } from '../workbook/cell-value.ts';
import type { ArticleSetting } from './articles.ts';
import type { Office } from './office.ts';
import { sourceOf } from './read-workbooks.ts';

/** A value as people write it: a code or its name, an amount, a text. Nothing written: none. Throws `articles.value`. */
export async function articleValue(
  office: Office,
  id: FieldId,
  direction: Direction,
  written: string,
): Promise<unknown> {
  const field = fieldOf(id);
  const text = cleanLine(written);
  if (text === '') return undefined;
  const { value, notes } = readValue(text, field, direction, await sourceOf(office));
  const [wrong] = notes.filter(({ level }) => level === 'error');
  if (wrong === undefined && value !== undefined) return value;
  throw new UserError('articles.value', `${field.label} ${text}：${wrong ? wordingOf(wrong) : '读不出来'}`, {
    exit: 'usage',
    next: ['改正后再试；代码可用 codes search 查找'],
  });
}

/** What a setting is made of by name: `number`, `note`, or a field of an article by its id. Throws `articles.field`, `articles.value`. */
export async function articleSetting(
  office: Office,
  direction: Direction,
  written: Readonly<Record<string, string>>,
): Promise<ArticleSetting> {
  const values: Partial<Record<FieldId, unknown>> = {};
  let setting: ArticleSetting = {};
  for (const [name, text] of Object.entries(written)) {
    if (name === 'number' || name === 'note') setting = { ...setting, [name]: cleanLine(text) };
    else if (name === ARTICLE.code) {
      const code = await articleValue(office, ARTICLE.code, direction, text);
      if (code !== undefined) setting = { ...setting, code: String(code) };
    } else {
      const id = ARTICLE.values.find(known => known === name);
      if (id === undefined) throw noSuchField(name);
      values[id] = await articleValue(office, id, direction, text);
    }
  }
  return Object.keys(values).length > 0 ? { ...setting, values } : setting;
}

const noSuchField = (name: string): UserError =>
  new UserError('articles.field', `商品没有这一栏：${cleanLine(name)}`, {
    exit: 'usage',
    next: [`可以设的有：number、note、${ARTICLE.code}、${ARTICLE.values.join('、')}`],
  });
