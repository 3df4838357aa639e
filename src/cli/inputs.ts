import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../errors.ts';
import { elsewhereError } from '../jobs/find-path.ts';
import { cleanLine } from '../text.ts';
import type { Rim } from './context.ts';
import type { Report } from './report.ts';

/** One thing that came in: a file, or standard input under the name `-`. */
export interface Input {
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
}

const WANTED = /\.(?:json|jsonl|xml|xlsx|xls|csv)$/iu;

/**
 * The inputs that the words of a command line mean: files, all that fit in folders (sorted, not deeper), `-` for standard input. What a
 * folder holds besides is passed over; of workbooks that are open elsewhere `note` says so.
 */
export async function inputsOf(
  words: readonly string[],
  rim: Rim,
  note: (text: string) => void = () => undefined,
): Promise<readonly Input[]> {
  const found = await Promise.all(
    words.map(word => (word === '-' ? [{ name: '-', read: rim.readInput }] : inputsAt(word, note))),
  );
  return found.flat();
}

async function inputsAt(path: string, note: (text: string) => void): Promise<Input[]> {
  const facts = await stat(path).catch(() => undefined);
  // A file that is not there is one bad input among many: it fails when it is read.
  if (!facts?.isDirectory()) return [{ name: path, read: () => readInputFile(path) }];
  const fitting = (await readdir(path)).filter(name => WANTED.test(name) && !name.startsWith('.')).sort();
  const names = fitting.filter(name => !name.startsWith('~$'));
  for (const name of fitting) {
    if (name.startsWith('~$'))
      note(
        `${cleanLine(join(path, name))}：是锁文件，没有读；${cleanLine(name.slice(2))} 正在别处打开，可能还没有保存`,
      );
  }
  return names.map(name => ({ name: join(path, name), read: () => readInputFile(join(path, name)) }));
}

/** Much more than any file that people have, and little enough for the memory of any machine. */
const MAX_INPUT = 256 * 2 ** 20;

/** All bytes of a stream; a device or a pipe that never ends is refused with `input.too-large`. */
export async function collected(stream: AsyncIterable<unknown>, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_INPUT) {
      throw new UserError('input.too-large', `内容太大：${name} 超过 ${MAX_INPUT / 2 ** 20} MB，没有读入`, {
        exit: 'faults',
        next: ['分成几个文件再试'],
      });
    }
  }
  return Buffer.concat(chunks);
}

export async function readInputFile(path: string): Promise<Uint8Array> {
  try {
    return await collected(createReadStream(path), path);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const elsewhere = missing ? elsewhereError(path) : undefined;
    if (elsewhere) throw elsewhere;
    throw new UserError('input.unreadable', missing ? `没有这个文件：${path}` : `读不了文件：${path}`, {
      exit: 'faults',
      next: [missing ? '检查文件名和所在目录' : '检查文件的读取权限'],
      cause,
    });
  }
}

/** Says so when there was nothing to do, which is no failure. */
export function noteNothing(report: Report, items: readonly unknown[], text: string): void {
  if (items.length === 0) report.note(text);
}

/** Entry numbers from the command line; `-` takes them from standard input: words, or what any command gave with `--json`. */
export async function entryNosOf(words: readonly string[], rim: Rim): Promise<readonly string[]> {
  const found = await Promise.all(
    words.map(async word => (word === '-' ? entryNosIn(new TextDecoder().decode(await rim.readInput())) : [word])),
  );
  return [...new Set(found.flat().map(word => word.trim().toUpperCase()))];
}

function entryNosIn(text: string): readonly string[] {
  if (!/^\s*[[{]/u.test(text)) return text.split(/[\s,]+/u).filter(Boolean);
  try {
    return namedIn(JSON.parse(text));
  } catch (cause) {
    throw new UserError('import.json', '标准输入不是完整的 JSON', {
      exit: 'faults',
      next: ['给出录入序号，每行一个；或 list --json 的结果'],
      cause,
    });
  }
}

/** `entryNo` of every object, and `input` where that is one; a record has no others inside. */
function namedIn(json: unknown): readonly string[] {
  if (Array.isArray(json)) return json.flatMap(namedIn);
  if (typeof json !== 'object' || json === null) return [];
  const { entryNo, input } = json as { readonly entryNo?: unknown; readonly input?: unknown };
  if (typeof entryNo === 'string') return [entryNo];
  return typeof input === 'string' && isEntryNo(input) ? [input] : Object.values(json).flatMap(namedIn);
}

/** Whether a word has the form of an entry number. */
export function isEntryNo(word: string): boolean {
  return /^W[IEP][0-9]{13,15}$/iu.test(word);
}

/** The name of an input without its folders. */
export function shortName(input: Input): string {
  return input.name === '-' ? '标准输入' : basename(input.name);
}

/** Entry numbers on a command line, or on standard input. */
export const ENTRY_NOS = { type: 'string', array: true, describe: '录入序号，- 从标准输入读取' } as const;

/** The option by which doubts pass that a person would be asked about. */
export const SURE = {
  type: 'boolean',
  describe: '已经核对：与别的单证重复、退单后没有改动、日期过旧也照样办',
} as const;
