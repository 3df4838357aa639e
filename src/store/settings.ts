import { Bug } from '../errors.ts';
import type { Disk } from './disk.ts';
import { REPAIR, storeError } from './failure.ts';
import type { Layout } from './home.ts';
import { asObject, checkVersion, type Modes, openJson, type Shape } from './json-file.ts';
import type { StoreLock } from './lock.ts';

export interface SettingsOptions {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
}

/** What one document is: its name in words of `a-z0-9.-`, the check of what is read, and what holds before the first change. */
export interface SettingsDocument<T> {
  name: string;
  shape: Shape<T>;
  initial: T;
}

/** Documents in plain readable JSON: `settings/<name>.json` with `{version, value}`. */
export class Settings {
  readonly #options: SettingsOptions;

  constructor(options: SettingsOptions) {
    this.#options = options;
  }

  async read<T>(document: SettingsDocument<T>): Promise<T> {
    const { data } = await this.#open(document);
    return data === null ? document.initial : data.value;
  }

  /** Changes a document with nobody in between and returns it. */
  update<T>(document: SettingsDocument<T>, change: (value: T) => T): Promise<T> {
    return this.#options.lock.run(async () => {
      const low = await this.#open(document);
      const value = change(low.data === null ? document.initial : low.data.value);
      low.data = { version: 1, value };
      await low.write();
      return value;
    });
  }

  /**
   * Changes several documents with nobody in between: `change` gets and gives their values in the same order. The bytes of all are on
   * the disk before the first file changes, so that a full disk or a refusal leaves all as it was; those that stay the same are not written.
   */
  updateAll(
    documents: readonly SettingsDocument<unknown>[],
    change: (values: readonly unknown[]) => readonly unknown[],
  ): Promise<void> {
    return this.#options.lock.run(async () => {
      const commits: (() => Promise<void>)[] = [];
      const opened = await Promise.all(
        documents.map(document => this.#open(document, async commit => void commits.push(commit))),
      );
      const held = opened.map(({ data }, at) => (data === null ? documents[at]?.initial : data.value));
      const wanted = change(held);
      for (const [at, low] of opened.entries()) {
        if (wanted[at] === held[at]) continue;
        low.data = { version: 1, value: wanted[at] };
        await low.write();
      }
      for (const commit of commits) await commit();
    });
  }

  #open<T>({ name, shape }: SettingsDocument<T>, publish?: (commit: () => Promise<void>) => Promise<void>) {
    const { disk, modes, layout } = this.#options;
    if (!/^[a-z0-9][a-z0-9.-]*$/u.test(name)) throw new Bug(`Not a name of a settings document: ${name}`);
    const file = layout.at('settings', `${name}.json`);
    return openJson<{ version: 1; value: T }>({
      disk,
      modes,
      file,
      shape: json => ({ version: 1, value: shape(settingsValue(json, file), file) }),
      ...(publish && { publish: (_value, commit) => publish(commit) }),
    });
  }
}

/** The value in a settings file of any document. */
export function settingsValue(json: unknown, file: string): unknown {
  const document = asObject(json, file);
  checkVersion(document, 1, file);
  if (!('value' in document)) throw storeError('store.broken', `设置文件不完整：${file}`, [REPAIR]);
  return document.value;
}
