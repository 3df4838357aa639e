import { basename } from 'node:path';
import { cleanLine } from '../text.ts';
import { attachmentError, demandAttachable } from './attached-files.ts';
import { readGiven } from './find-path.ts';

/** A file as a declaration carries it. */
export interface Attachment {
  readonly name: string;
  /** base64 */
  readonly content: string;
}

/**
 * A file to be attached (P4): a picture or a PDF whose base64 has at most so many characters.
 * Throws `attachment.*` for others, and `file.*` when it cannot be read.
 */
export async function readAttachment(
  path: string,
  most: { readonly characters: number; readonly nameCharacters: number },
): Promise<Attachment> {
  const name = cleanLine(basename(path));
  if ([...name].length > most.nameCharacters)
    throw attachmentError('name', `文件名太长：最多 ${most.nameCharacters} 个字`, '把文件改一个短的名字');
  // Base64 makes four characters of three bytes.
  const bytes = await readGiven(path, Math.floor(most.characters / 4) * 3);
  demandAttachable(name, bytes);
  return { name, content: Buffer.from(bytes).toString('base64') };
}
