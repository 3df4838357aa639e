import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import type { Written } from '../message/write.ts';
import type { Office } from './office.ts';

/** The message of a declaration as it would be sent, without account data. Before the first sending its id is only a sample. */
export async function composeMessage(
  office: Office,
  record: DeclarationRecord,
  organisationCode?: string,
): Promise<Written> {
  const { writeDeclaration } = await import('../message/write.ts');
  return writeDeclaration(record.document, {
    messageId: record.messageId ?? 'sample',
    book: office.book,
    ...(organisationCode && { organisationCode }),
  });
}

/** The message to be sent, which the schema of the standard has found right. */
export async function composeForSending(
  office: Office,
  record: DeclarationRecord,
  organisationCode: string | undefined,
): Promise<Written> {
  const { validateDeclaration } = await import('../message/validate.ts');
  const written = await composeMessage(office, record, organisationCode);
  const problems = await validateDeclaration(written.xml, office.dataFolder);
  if (problems.length === 0) return written;
  throw new UserError('message.invalid', `${record.entryNo} 的报文不符合 e-CIQ 标准，没有发送`, {
    exit: 'faults',
    next: problems.slice(0, 5).map(({ text }) => text),
  });
}
