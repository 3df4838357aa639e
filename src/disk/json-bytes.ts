import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { REPAIR, storeError } from './failure.ts';

/*
 * A sealed file is JSON like any other; its last property is the SHA-256 of all bytes before that property. So a byte that a disk or a
 * copy has changed is noticed when the file is read, also where what it says would still make sense. Files of layout 1 have no seal.
 */

const NAME = 'sha256';
const TAIL = new RegExp(`^,\\n "${NAME}": "([0-9a-f]{64})"\\n\\}\\n$`, 'u');
const TAIL_LENGTH = `,\n "${NAME}": "${'0'.repeat(64)}"\n}\n`.length;
// The name of a seal can be damaged like all else; what is left of it must not pass for a file that never had one.
const REST_OF_TAIL = /: "[0-9a-f]{64}"\s*\}\s*$/u;

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Bytes of an object with its seal; `text` is its JSON, indented by one. */
export function sealed(text: string): Buffer {
  const body = Buffer.from(text.slice(0, -'\n}'.length));
  return Buffer.concat([body, Buffer.from(`,\n "${NAME}": "${sha256(body)}"\n}\n`)]);
}

/** The seal at the end of a file's bytes; undefined when there is none. */
export function sealOf(bytes: Buffer): string | undefined {
  return TAIL.exec(bytes.toString('latin1', Math.max(0, bytes.length - TAIL_LENGTH)))?.[1];
}

/** The JSON of a file without its seal; `store.broken` when it is not the one that was sealed. */
export function parseSealed(bytes: Buffer, file: string): unknown {
  const at = Math.max(0, bytes.length - TAIL_LENGTH);
  const tail = bytes.toString('latin1', at);
  const [, sum] = TAIL.exec(tail) ?? [];
  if (sum === undefined) {
    const json = parseJson(bytes, file);
    if (REST_OF_TAIL.test(tail) || hasSeal(json)) throw notAsSealed(file);
    return json;
  }
  const body = bytes.subarray(0, at);
  if (sha256(body) !== sum) throw notAsSealed(file);
  return parseJson(Buffer.concat([body, Buffer.from('}')]), file);
}

/** The JSON of a file; `store.broken` when it is none, or no text at all. */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  // Bytes that are no text would become replacement characters, and be written back as such.
  if (!isUtf8(bytes))
    throw storeError('store.broken', `文件不是 UTF-8 文字，已损坏或被别的程序改过：${file}`, [REPAIR]);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const what = text.trim() === '' ? '文件是空的' : '文件不完整或不是 JSON';
    throw storeError('store.broken', `${what}：${file}`, [REPAIR], error);
  }
}

function hasSeal(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, NAME);
}

function notAsSealed(file: string): Error {
  return storeError('store.broken', `文件的内容与校验值不符，已损坏或被别的程序改过：${file}`, [REPAIR]);
}

/** The parsed JSON as an object, or `store.broken`. */
export function asObject(json: unknown, file: string): Record<string, unknown> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  throw storeError('store.broken', `文件的内容不对（应当是一个对象）：${file}`, [REPAIR]);
}

/** Refuses a file of a newer program; `version` counts from 1. */
export function checkVersion(json: Record<string, unknown>, newest: number, file: string): number {
  const { version } = json;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    throw storeError('store.broken', `文件没有版本号：${file}`, [REPAIR]);
  }
  if (version > newest) {
    throw storeError('store.newer', `文件是更新版本的程序写的（版本 ${version}，本程序只认到 ${newest}）：${file}`, [
      '升级报检台后再打开',
    ]);
  }
  return version;
}
