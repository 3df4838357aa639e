import { bookFor } from '../catalogue/code-book.ts';
import { MESSAGES } from '../catalogue/dialect.ts';
import { messageIn } from '../catalogue/dialect-in-force.ts';
import { parsePath } from '../declaration/path.ts';
import type { Problem } from '../message/problem.ts';
import { codesOf } from './compose-message.ts';
import { digestOf } from './digest.ts';
import type { Office } from './office.ts';
import { type FoundDeclaration, type ImportFault, type ImportFile, nameOf } from './read-workbooks.ts';

/** Of what cannot be taken from a message the ways in which a value is lost: somebody must look. */
const LOST: readonly string[] = ['message.value', 'message.no-code', 'message.repeated'];

/** Whether a file is to be read as a message. What calls itself a workbook and is a web page is told so by the workbook's reader. */
export function isMessage({ name, bytes }: ImportFile): boolean {
  if (/\.xml$/iu.test(name)) return true;
  if (/\.(?:xlsx?|csv)$/iu.test(name)) return false;
  // The marks of UTF-8 and UTF-16, and blanks, may stand before it.
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*</u.test(
    Buffer.from(bytes.subarray(0, 64)).toString('latin1'),
  );
}

/** The messages in a zip, or nothing where it is none or has none. */
export async function packedMessages(file: ImportFile): Promise<readonly ImportFile[] | undefined> {
  if (file.bytes[0] !== 0x50 || file.bytes[1] !== 0x4b) return undefined;
  const { packedFiles } = await import('../workbook/packed-files.ts');
  return packedFiles(file.bytes, nameOf(file), /\.xml$/iu);
}

/** The declaration that a message of whatever form tells. Nothing is stored. Throws `message.*`. */
export async function readMessageFile(
  office: Office,
  file: ImportFile,
  name = nameOf(file),
): Promise<FoundDeclaration> {
  const { readMessage } = await import('../message/read-any.ts');
  const { form, document, problems, elementOf } = readMessage(file.bytes, codesOf(office));
  const message = MESSAGES.find(each => each === form.name);
  const isMade =
    message !== undefined &&
    office.book.forCustoms?.() &&
    messageIn(bookFor(office.book, document), document.direction) !== message;
  return {
    name,
    // Where declarations of its kind go as applications, it is still one for the customs.
    document: isMade ? { ...document, sentAs: message } : document,
    faults: problems.map(faultOf),
    unknown: [],
    digest: digestOf(document),
    cellOf: () => undefined,
    elementOf: path => elementOf(parsePath(path) ?? []),
    left: [],
    filled: [],
  };
}

function faultOf({ code, path, element, text }: Problem): ImportFault {
  return { code, path, level: LOST.includes(code) ? 'error' : 'warning', text: `${text}（${element}）` };
}
