import { readAttached } from './attached-files.ts';

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
  const { nameCharacters } = most;
  // Base64 makes four characters of three bytes.
  const { name, bytes } = await readAttached(path, { bytes: Math.floor(most.characters / 4) * 3, nameCharacters });
  return { name, content: Buffer.from(bytes).toString('base64') };
}
