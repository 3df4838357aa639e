import type { Disk } from '../../disk/disk.ts';
import { storeError } from '../../disk/failure.ts';
import { openJson, TEMP } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import { Bug } from '../../errors.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { AuditSource } from '../audit-source.ts';
import type { Demand } from '../members.ts';
import { demandChanges, joined, type Settings, type SettingsDocument, settingsValue } from '../settings.ts';
import type { JsonAudit } from './audit/audit.ts';
import { changeFacts, type Home, type Layout } from './home.ts';
import { forgetNames, hasRecord, recordedNames, recordNames } from './settings-commit.ts';

export interface SettingsOptions {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  home: Home;
  /** The disk without the guard of the home, for what lies outside. */
  outside: Disk;
  demand: Demand;
  audit: JsonAudit;
  /** What the audit says of a document that becomes another; undefined where nothing is to be said. */
  describe: AuditSource<never>['document'];
}

/** Bytes that are about to become a file. */
interface Written {
  disk: Disk;
  file: string;
  bytes: Buffer;
}

/** A document whose bytes are on the disk under another name. */
interface Ready extends Written {
  commit: () => Promise<void>;
}

/** Documents in plain readable JSON: `settings/<name>.json` with `{version, value}`. */
export class JsonSettings implements Settings {
  readonly #options: SettingsOptions;

  constructor(options: SettingsOptions) {
    this.#options = options;
  }

  get followsLinks(): boolean {
    return this.#options.home.facts.followLinks === true;
  }

  async followLinks(followLinks: boolean): Promise<void> {
    await this.#options.demand('settings.shared');
    await changeFacts(this.#options.home, this.#options.disk, { followLinks });
  }

  async read<T>(document: SettingsDocument<T>): Promise<T> {
    await this.finish();
    const { data } = await this.#open(document);
    return data === null ? document.initial : data.value;
  }

  update<T>(document: SettingsDocument<T>, change: (value: T) => T): Promise<T> {
    return this.#options.lock.run(async () => {
      await this.finishLocked();
      let entry: AuditEntry | undefined;
      const low = await this.#open(document, (commit, place) => this.#options.audit.around(entry, place, commit));
      const held = low.data === null ? document.initial : low.data.value;
      const value = change(held);
      await demandChanges(this.#options.demand, [document], [held], [value]);
      entry = this.#options.describe(document.name, held, value);
      low.data = { version: 1, value };
      await low.write();
      return value;
    });
  }

  /** The bytes of all are on the disk before the first file changes, so that a full disk or a refusal leaves all as it was. */
  updateAll(
    documents: readonly SettingsDocument<unknown>[],
    change: (values: readonly unknown[]) => readonly unknown[],
  ): Promise<void> {
    return this.#options.lock.run(async () => {
      await this.finishLocked();
      const ready: Ready[] = [];
      const opened = await Promise.all(
        documents.map(each => this.#open(each, async (commit, place) => void ready.push({ ...place, commit }))),
      );
      const changed: { name: string; entry: AuditEntry | undefined }[] = [];
      const held = opened.map(({ data }, at) => (data === null ? documents[at]?.initial : data.value));
      const wanted = change(held);
      await demandChanges(this.#options.demand, documents, held, wanted);
      for (const [at, low] of opened.entries()) {
        const name = documents[at]?.name ?? '';
        if (wanted[at] === held[at]) continue;
        low.data = { version: 1, value: wanted[at] };
        await low.write();
        changed.push({ name, entry: this.#options.describe(name, held[at], wanted[at]) });
      }
      await commitAll(this.#options, changed, ready);
    });
  }

  /** Finishes a change of several documents that was broken off: when this returns, all are the old ones or all the new ones. */
  async finish(): Promise<void> {
    // In a home that can only be read nobody can: what was meant is read where it lies.
    if (this.#options.home.readOnly) return;
    await this.#options.lock.endBrokenOff();
    if (!(await hasRecord(this.#options))) return;
    await this.#options.lock.run(() => this.finishLocked());
  }

  /** As `finish`, inside the lock. */
  async finishLocked(): Promise<void> {
    for (const name of (await recordedNames(this.#options)) ?? []) {
      const { disk, file } = await this.#placeOf(name);
      if ((await disk.facts(`${file}${TEMP}`)) !== undefined) await disk.rename(`${file}${TEMP}`, file);
    }
    await forgetNames(this.#options);
  }

  /** Whether a document of a home that can only be read has still to take its new place in a change of several. */
  async #isBrokenOff(name: string, disk: Disk, file: string): Promise<boolean> {
    if (!this.#options.home.readOnly) return false;
    const names = await recordedNames(this.#options);
    return names?.includes(name) === true && (await disk.facts(`${file}${TEMP}`)) !== undefined;
  }

  /** Where a document lies: in the home, or where its link leads to. */
  async #placeOf(name: string): Promise<{ disk: Disk; file: string; modes: Modes }> {
    const { disk, modes, outside } = this.#options;
    const file = settingsFile(this.#options.layout, name);
    if (!this.followsLinks || !(await disk.facts(file))?.link) return { disk, file, modes };
    const target = await outside.resolve(file);
    const facts = target === undefined ? undefined : await outside.facts(target);
    if (target === undefined || !facts) {
      throw storeError('store.link', `设置文件是链接，它指向的文件不在：${file}`, ['恢复那个文件，或删去链接']);
    }
    // Others may read it with the permissions that it has.
    return { disk: outside, file: target, modes: { ...modes, file: facts.mode } };
  }

  async #open<T>(
    { name, shape }: SettingsDocument<T>,
    publish?: (commit: () => Promise<void>, place: Written) => Promise<void>,
  ) {
    const { disk, file: place, modes } = await this.#placeOf(name);
    const file = (await this.#isBrokenOff(name, disk, place)) ? `${place}${TEMP}` : place;
    return await openJson<{ version: 1; value: T }>({
      disk,
      modes,
      file,
      shape: json => ({ version: 1, value: shape(settingsValue(json, file), file) }),
      ...(publish && { publish: (_value, commit, bytes) => publish(commit, { disk, file, bytes }) }),
    });
  }
}

/** What is done at once is one line of the audit; whether it came to pass is told by the first file. */
async function commitAll(
  options: SettingsOptions,
  changed: readonly { readonly name: string; readonly entry: AuditEntry | undefined }[],
  ready: readonly Ready[],
): Promise<void> {
  const [first] = ready;
  const names = changed.map(({ name }) => name);
  if (first === undefined) return;
  await options.audit.around(joined(changed), first, async () => {
    // In the home they are one group. What lies outside changes at once, so all that speaks of it must be safe before, and a death between
    // several is made up for from the record.
    const isOutside = ready.some(({ disk }) => disk !== options.disk);
    const isRecorded = isOutside && names.length > 1;
    if (isRecorded) await recordNames(options, names);
    if (isOutside) await options.lock.settle();
    for (const { commit } of ready) await commit();
    if (isRecorded) await forgetNames(options);
  });
}

/** Where the document of a name lies. */
export function settingsFile(layout: Layout, name: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/u.test(name)) throw new Bug(`Not a name of a settings document: ${name}`);
  return layout.at('settings', `${name}.json`);
}
