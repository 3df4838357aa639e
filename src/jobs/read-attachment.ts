import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { readGiven } from './find-path.ts';

/** A file as a declaration carries it. */
export interface Attachment {
  readonly name: string;
  /** base64 */
  readonly content: string;
}

/** What a file may be, by its first bytes; the endings say so too. */
// biome-ignore format: table
const KINDS: readonly { readonly endings: readonly string[]; readonly begins: readonly (readonly number[])[] }[] = [
  { endings: ['.jpg', '.jpeg'], begins: [[0xff, 0xd8, 0xff]] },
  { endings: ['.png'],          begins: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]] },
  { endings: ['.gif'],          begins: [[0x47, 0x49, 0x46, 0x38]] },
  { endings: ['.bmp'],          begins: [[0x42, 0x4d]] },
  { endings: ['.tif', '.tiff'], begins: [[0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]] },
  { endings: ['.pdf'],          begins: [[0x25, 0x50, 0x44, 0x46]] },
];

/** The endings of the files that can be attached. */
export const ATTACHED_ENDINGS: readonly string[] = KINDS.flatMap(({ endings }) => endings);

/**
 * A file to be attached (P4): a picture or a PDF whose base64 has at most so many characters.
 * Throws `attachment.*` for others, and `file.*` when it cannot be read.
 */
export async function readAttachment(
  path: string,
  most: { readonly characters: number; readonly nameCharacters: number },
): Promise<Attachment> {
  const name = cleanLine(basename(path));
  const refuse = (word: string, message: string, next: string) =>
    new UserError(`attachment.${word}`, message, { exit: 'faults', next: [next] });
  if ([...name].length > most.nameCharacters)
    throw refuse('name', `文件名太长：最多 ${most.nameCharacters} 个字`, '把文件改一个短的名字');
  // Base64 makes four characters of three bytes.
  const bytes = await readGiven(path, Math.floor(most.characters / 4) * 3);
  if (bytes.length === 0) throw refuse('empty', `文件是空的：${name}`, '选择另一个文件');
  const kind = KINDS.find(({ begins }) => begins.some(begin => begin.every((byte, at) => bytes[at] === byte)));
  if (!kind) throw refuse('kind', `${name} 不是可以上传的文件`, '可以上传 JPG、PNG、GIF、BMP、TIF 图片和 PDF');
  if (!kind.endings.some(ending => name.toLowerCase().endsWith(ending)))
    throw refuse('ending', `${name} 的内容和文件名的结尾不一致`, `内容是 ${kind.endings[0]}，请改正文件名的结尾`);
  return { name, content: Buffer.from(bytes).toString('base64') };
}
