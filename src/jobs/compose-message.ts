import { bookFor } from '../catalogue/code-book.ts';
import type { TableName } from '../codes/tables.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import type { Written } from '../message/write.ts';
import type { FormName } from './form-names.ts';
import type { Office } from './office.ts';

/** A start does not pay for the tables of the forms. */
const loadForms = () => import('../message/forms.ts');

/** The message of a declaration as it would be sent, without account data. Before the first sending its id is only a sample. */
export async function composeMessage(
  office: Office,
  record: DeclarationRecord,
  organisationCode?: string,
  form: FormName = 'eciq',
): Promise<Written> {
  const [{ writeDeclaration }, { FORMS }] = await Promise.all([import('../message/write.ts'), loadForms()]);
  const context = {
    messageId: record.messageId ?? 'sample',
    ...codesOf({ ...office, book: bookFor(office.book, record.document) }),
    ...(organisationCode && { organisationCode }),
  };
  return writeDeclaration(record.document, context, FORMS[form]);
}

/** The codes of e-CIQ and those of today's forms, as the office has them. */
export function codesOf({ book, codes }: Pick<Office, 'book' | 'codes'>) {
  return {
    book,
    maps: {
      toToday: (table: string, code: string) => codes.mapping.toToday(table as TableName, code),
      fromToday: (table: string, code: string) => codes.mapping.fromToday(table as TableName, code),
    },
  };
}

/**
 * The message in a form, to be sent or for other programs. Throws `message.invalid` with all that the form cannot hold, and with what its
 * schema finds wrong: no half message leaves.
 */
export async function composeInForm(
  office: Office,
  record: DeclarationRecord,
  form: FormName,
  organisationCode?: string,
): Promise<Written> {
  const [{ validateDeclaration }, { FORMS }] = await Promise.all([import('../message/validate.ts'), loadForms()]);
  const written = await composeMessage(office, record, organisationCode, form);
  const breaches = await validateDeclaration(written.xml, office.dataFolder, FORMS[form]);
  const problems = [...written.faults, ...breaches].map(({ text }) => text);
  if (problems.length === 0) return written;
  throw new UserError('message.invalid', `${record.entryNo} 写不成${FORMS[form].title}`, {
    exit: 'faults',
    next: problems,
  });
}
