import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { readGiven } from './find-path.ts';

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

const attachmentError = (word: string, message: string, next: string): UserError =>
  new UserError(`attachment.${word}`, message, { exit: 'faults', next: [next] });

/**
 * The contents of a file to be attached, and its name as it is kept. Throws `attachment.*` for a name that is too long and for what cannot be
 * attached, and `file.*` when it cannot be read.
 */
export async function readAttached(
  path: string,
  most: { readonly bytes: number; readonly nameCharacters: number },
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const name = cleanLine(basename(path));
  if ([...name].length > most.nameCharacters)
    throw attachmentError('name', `文件名太长：最多 ${most.nameCharacters} 个字`, '把文件改一个短的名字');
  const bytes = await readGiven(path, most.bytes);
  demandAttachable(name, bytes);
  return { name, bytes };
}

/** Throws `attachment.*` for a file that is empty, of another kind than a picture or a PDF, or not what its name says. */
function demandAttachable(name: string, bytes: Uint8Array): void {
  if (bytes.length === 0) throw attachmentError('empty', `文件是空的：${name}`, '选择另一个文件');
  const kind = KINDS.find(({ begins }) => begins.some(begin => begin.every((byte, at) => bytes[at] === byte)));
  if (!kind) throw attachmentError('kind', `${name} 不是可以上传的文件`, '可以上传 JPG、PNG、GIF、BMP、TIF 图片和 PDF');
  if (!kind.endings.some(ending => name.toLowerCase().endsWith(ending)))
    throw attachmentError(
      'ending',
      `${name} 的内容和文件名的结尾不一致`,
      `内容是 ${kind.endings[0]}，请改正文件名的结尾`,
    );
}

/** Bytes at the end in which the trailer of a PDF stands. */
const TRAILER_BYTES = 2048;

/**
 * Throws `attachment.pdf-cut` for a PDF whose end is missing, and `attachment.pdf-locked` for one that its bytes say is encrypted: nobody at the
 * bureau could open either. Other files pass.
 */
export function demandOpenPdf(name: string, bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.startsWith('%PDF')) return;
  // Scanners and mail programs leave bytes behind the end; what is read counts from the last one.
  const end = text.slice(-TRAILER_BYTES);
  const start = /^.*startxref\s+(\d+)\s+%%EOF/su.exec(end)?.[1];
  if (!/^%PDF-\d\.\d/u.test(text) || start === undefined || Number(start) >= text.length)
    throw attachmentError('pdf-cut', `${name} 不是完整的 PDF`, '文件没有扫描完或没有传完，请重新生成再添加');
  // The entry of a trailer, which is never inside a compressed stream.
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/u.test(text))
    throw attachmentError('pdf-locked', `${name} 是加密的 PDF，局端打不开`, '去掉密码另存一份，再添加');
}
