import type { Disk } from '../../disk/disk.ts';
import { REPAIR, storeError } from '../../disk/failure.ts';
import { asObject, checkVersion } from '../../disk/json-bytes.ts';
import { openJson, plainJson, readOrNothing, replaceFile } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { Demand } from '../members.ts';
import { keyBytes, keyError, keyOf, newKey, type Sealed, seal, unseal } from '../sealing.ts';
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

/** The place of the secrets below the home. */
export const SECRETS_FILE = ['secrets', 'secrets.json'] as const;

interface SecretsFile {
  version: 1;
  items: Record<string, Sealed>;
}

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
      await replaceFile(disk, modes, file, plainJson({ version: 1, items: aside }));
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
    const file = layout.at(...SECRETS_FILE);
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
    const key = newKey();
    await replaceFile(disk, modes, this.#keyFile, keyBytes(key));
    return key;
  }
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
