import * as v from 'valibot';
import { bookFor } from '../catalogue/code-book.ts';
import { DIALECT, DIALECTS, type Dialect } from '../catalogue/dialect.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import type { Declaration } from '../catalogue/document.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { contentsOf } from '../declaration/create.ts';
import type { Row } from '../declaration/path.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { wrongIn } from '../declaration/shape.ts';
import { UserError } from '../errors.ts';
import { lengthOf } from '../kinds/kind.ts';
import { cleanLine } from '../text.ts';
import { stampOf } from './clock.ts';
import { beginWith } from './keep-declarations.ts';
import type { Office } from './office.ts';
import { settingsDocument, text } from './settings/document.ts';

const TEMPLATE = v.object({
  name: text(),
  direction: v.picklist(DIRECTIONS),
  document: v.custom<Declaration>(
    json =>
      v.is(v.looseObject({ direction: v.picklist(DIRECTIONS) }), json) && wrongIn(json as unknown as Row) === undefined,
  ),
  /** The dialect in which its codes were chosen; that of 2017 unless told. */
  dialect: v.exactOptional(v.picklist(DIALECTS)),
  by: text(),
  /** ISO time. */
  at: text(),
});

/** The contents of a declaration under a name, to begin others from (K5). */
export type Template = Readonly<v.InferOutput<typeof TEMPLATE>>;

export const TEMPLATES = settingsDocument<readonly Template[]>('templates', v.array(TEMPLATE), [], 'templates');
/** Characters of a name. */
export const TEMPLATE_NAME_MAX = 40;

/** The templates of the office, the newest first; with a direction only those of that form. */
export async function templatesOf(office: Office, direction?: Direction): Promise<readonly Template[]> {
  const held = await office.store.settings.read(TEMPLATES);
  return direction === undefined ? held : held.filter(template => template.direction === direction);
}

/** Throws `template.missing`. */
export async function templateOf(office: Office, name: string): Promise<Template> {
  const found = (await templatesOf(office)).find(template => folded(template.name) === folded(name));
  if (found) return found;
  throw missing(name);
}

/**
 * Keeps the contents of a declaration as a template, without checks and without what belongs to that declaration alone.
 * Throws `template.name` for a name that is empty or longer than 40 characters, and `template.taken`; width and case do not tell names apart.
 */
export async function keepTemplate(
  office: Office,
  name: string,
  document: Declaration,
  dialect: Dialect = dialectIn(bookFor(office.book, document), document.direction),
): Promise<Template> {
  const template: Template = {
    name: nameOf(name),
    direction: document.direction,
    document: contentsOf(document),
    ...(dialect !== DIALECT && { dialect }),
    by: office.user,
    at: stampOf(office.now()),
  };
  await office.store.settings.update(TEMPLATES, held => {
    const other = held.find(each => folded(each.name) === folded(template.name));
    if (!other) return [template, ...held];
    throw new UserError('template.taken', `已经有名为“${cleanLine(other.name)}”的模板`, {
      exit: 'usage',
      next: ['换一个名称，或先删除原来的模板'],
    });
  });
  return template;
}

/** Throws `template.missing`. */
export async function removeTemplate(office: Office, name: string): Promise<void> {
  await office.store.settings.update(TEMPLATES, held => {
    const left = held.filter(template => folded(template.name) !== folded(name));
    if (left.length === held.length) throw missing(name);
    return left;
  });
}

/** A new declaration with the contents of a template, a number of its own and today's date. Nothing is stored yet. */
export async function beginFromTemplate(office: Office, name: string): Promise<DeclarationRecord> {
  const { document, dialect } = await templateOf(office, name);
  return await beginWith(office, document, dialect);
}

function nameOf(typed: string): string {
  const name = cleanLine(typed);
  const length = lengthOf(name);
  if (length >= 1 && length <= TEMPLATE_NAME_MAX) return name;
  throw new UserError(
    'template.name',
    length === 0 ? '没有填写模板名称' : `模板名称有 ${length} 个字，最多 ${TEMPLATE_NAME_MAX} 个`,
    { exit: 'usage', next: [`名称为 1 至 ${TEMPLATE_NAME_MAX} 个字`] },
  );
}

const folded = (name: string) => cleanLine(name).normalize('NFKC').toLowerCase();

function missing(name: string): UserError {
  return new UserError('template.missing', `没有名为“${cleanLine(name)}”的模板`, {
    exit: 'usage',
    next: ['template list 列出全部模板'],
  });
}
