import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Disk } from '../../disk/disk.ts';
import { REPAIR, storeError } from '../../disk/failure.ts';
import { asObject, checkVersion } from '../../disk/json-bytes.ts';
import { openJson, readOrNothing, replaceFile } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { Demand } from '../members.ts';
import type { Secrets } from '../secrets.ts';
import type { JsonAudit } from './audit/audit.ts';
import type { Layout } from './home.ts';

interface SecretsOptions {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  demand: Demand;
  audit: JsonAudit;
  /** Whether changes are noted: that there was one, never what it was. */
  noted: boolean;
}

/** One secret; the three parts in base64. */
interface Sealed {
  iv: string;
  tag: string;
  text: string;
}

interface SecretsFile {
  version: 1;
  items: Record<string, Sealed>;
}

const CIPHER = 'aes-256-gcm';
const KEY_LENGTH = 32;

/** The key's place below the home. */
export const KEY_FILE = ['secrets', 'key'] as const;

/**
 * Passwords at rest: AES-256-GCM, each bound to its name. The key lies beside them in a file of its own, made at first use,
 * because keyrings of the system do not exist on servers; so the folder's permissions are the guard.
 */
export class JsonSecrets implements Secrets {
  readonly #options: SecretsOptions;

  constructor(options: SecretsOptions) {
    this.#options = options;
  }

  set(name: string, value: string): Promise<void> {
    return this.#options.lock.run(async () => {
      await this.#options.demand('secrets');
      const low = await this.#open({ what: 'secret', about: name });
      const items = low.data?.items ?? {};
      const key = await this.#keyOrNew(Object.keys(items).length === 0);
      low.data = { version: 1, items: { ...items, [name]: seal(key, name, value) } };
      await low.write();
    });
  }

  async get(name: string): Promise<string | undefined> {
    const sealed = await this.#find(name);
    if (sealed === undefined) return undefined;
    const key = await this.#key();
    if (key === undefined) throw keyError('密钥文件不见了', this.#keyFile);
    return unseal(key, name, sealed, this.#keyFile);
  }

  async has(name: string): Promise<boolean> {
    return (await this.#find(name)) !== undefined;
  }

  remove(name: string): Promise<void> {
    return this.#options.lock.run(async () => {
      await this.#options.demand('secrets');
      const low = await this.#open({ what: 'secret-removed', about: name });
      if (low.data === null || !Object.hasOwn(low.data.items, name)) return;
      const { [name]: _gone, ...items } = low.data.items;
      low.data = { version: 1, items };
      await low.write();
    });
  }

  async unreadable(): Promise<string[]> {
    const names = Object.keys((await this.#open()).data?.items ?? {});
    const bad: string[] = [];
    for (const name of names) if (!(await this.#opens(name))) bad.push(name);
    return bad;
  }

  /** Those of `names` that cannot be opened, out of the file and as they are into another one; what was moved there before stays. */
  setAside(names: readonly string[], file: string): Promise<void> {
    const { disk, modes, lock } = this.#options;
    return lock.run(async () => {
      const low = await this.#open({ what: 'secret-removed', about: names.join('、') });
      const lost: string[] = [];
      for (const name of names) if (!(await this.#opens(name))) lost.push(name);
      if (low.data === null || lost.length === 0) return;
      const items = Object.entries(low.data.items);
      const aside = Object.fromEntries(items.filter(([name]) => lost.includes(name)));
      await replaceFile(disk, modes, file, jsonBytes({ version: 1, items: aside }));
      low.data = { version: 1, items: Object.fromEntries(items.filter(([name]) => !lost.includes(name))) };
      await low.write();
    });
  }

  async #opens(name: string): Promise<boolean> {
    try {
      await this.get(name);
      return true;
    } catch {
      return false;
    }
  }

  get #keyFile(): string {
    return this.#options.layout.at(...KEY_FILE);
  }

  async #find(name: string): Promise<Sealed | undefined> {
    const items = (await this.#open()).data?.items ?? {};
    return Object.hasOwn(items, name) ? items[name] : undefined;
  }

  #open(entry?: AuditEntry) {
    const { disk, modes, layout, audit, noted } = this.#options;
    const file = layout.at('secrets', 'secrets.json');
    const publish = (_value: SecretsFile | null, commit: () => Promise<void>, bytes: Buffer) =>
      audit.around(noted ? entry : undefined, { file, bytes }, commit);
    return openJson<SecretsFile>({ disk, modes, file, shape: shapeSecrets, publish });
  }

  async #key(): Promise<Buffer | undefined> {
    const text = await readOrNothing(this.#options.disk, this.#keyFile);
    if (text === undefined) return undefined;
    return keyOf(text, this.#keyFile);
  }

  // A new key beside old secrets would make them unreadable for good, while a lost key may still come back from a backup.
  async #keyOrNew(first: boolean): Promise<Buffer> {
    const { disk, modes } = this.#options;
    const known = await this.#key();
    if (known !== undefined) return known;
    if (!first) throw keyError('密钥文件不见了', this.#keyFile);
    const key = randomBytes(KEY_LENGTH);
    await replaceFile(disk, modes, this.#keyFile, Buffer.from(`${key.toString('base64')}\n`));
    return key;
  }
}

/** The key that a key file holds, or `store.secret-key`. */
export function keyOf(bytes: Buffer, keyFile: string): Buffer {
  const text = bytes.toString('latin1').trim();
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_LENGTH && key.toString('base64') === text) return key;
  throw keyError('密钥文件的内容不对', keyFile);
}

const jsonBytes = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

function seal(key: Buffer, name: string, value: string): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: text.toString('base64') };
}

function unseal(key: Buffer, name: string, sealed: Sealed, keyFile: string): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    // The cause is left out on purpose: nothing of what was being opened may reach a log.
    throw keyError(`“${name}”解不开，密钥与它不配`, keyFile);
  }
}

function keyError(what: string, keyFile: string): Error {
  return storeError('store.secret-key', `保存的密码打不开：${what}（${keyFile}）`, [
    '有带密钥的备份时：store restore 备份 --home 新目录，把其中的 secrets/key 复制回来',
    '没有时：store check --repair 把打不开的移到 damaged，再用 settings set channel.password - 重新填写',
  ]);
}

export function shapeSecrets(json: unknown, file: string): SecretsFile {
  const secrets = asObject(json, file);
  checkVersion(secrets, 1, file);
  const items = asObject(secrets.items, file);
  for (const item of Object.values(items)) {
    const { iv, tag, text } = asObject(item, file);
    if (typeof iv !== 'string' || typeof tag !== 'string' || typeof text !== 'string') {
      throw storeError('store.broken', `密码文件不完整：${file}`, [REPAIR]);
    }
  }
  return secrets as unknown as SecretsFile;
}
