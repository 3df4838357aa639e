import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { storeError } from '../disk/failure.ts';

/** One secret; the three parts in base64. */
export interface Sealed {
  iv: string;
  tag: string;
  text: string;
}

const CIPHER = 'aes-256-gcm';
const KEY_LENGTH = 32;

export const newKey = (): Buffer => randomBytes(KEY_LENGTH);

/** A key as its file holds it. */
export const keyBytes = (key: Buffer): Buffer => Buffer.from(`${key.toString('base64')}\n`);

/** The key that a key file holds, or `store.secret-key`. */
export function keyOf(bytes: Buffer, keyFile: string): Buffer {
  const text = bytes.toString('latin1').trim();
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_LENGTH && key.toString('base64') === text) return key;
  throw keyError('密钥文件的内容不对', keyFile);
}

/** A secret under the key, bound to its name. */
export function seal(key: Buffer, name: string, value: string): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: text.toString('base64') };
}

export function unseal(key: Buffer, name: string, sealed: Sealed, keyFile: string): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    // The cause is left out on purpose: nothing of what was being opened may reach a log.
    throw keyError(`“${name}”解不开，密钥与它不配`, keyFile);
  }
}

export function keyError(what: string, keyFile: string): Error {
  return storeError('store.secret-key', `保存的密码打不开：${what}（${keyFile}）`, [
    '有带密钥的备份时：store restore 备份 --home 新目录，把其中的 secrets/key 复制回来',
    '没有时：store check --repair 把打不开的移到 damaged，再用 settings set channel.password - 重新填写',
  ]);
}
