import { basename, relative, sep } from 'node:path';
import { type Disk, explained } from '../../../disk/disk.ts';
import { parseJson, parseSealed } from '../../../disk/json-bytes.ts';
import type { Shape } from '../../../disk/json-file.ts';
import { readOrNothing } from '../../../disk/json-file.ts';
import { modesOf } from '../../../disk/modes.ts';
import { nodeDisk } from '../../../disk/node-disk.ts';
import { isEntryNo } from '../../../local/entry-number.ts';
import { shapeEntry } from '../../outbox-entry.ts';
import { shapeOwed } from '../../owed.ts';
import { isSum, shapeFolder } from '../../paperless-folder.ts';
import type { Piece, Pieces } from '../../piece.ts';
import { type RecordForm, recordIn } from '../../record.ts';
import { keyOf } from '../../sealing.ts';
import { settingsValue } from '../../settings.ts';
import type { StoredRecord } from '../../store.ts';
import { isMonthFile, linesForwards } from '../audit/files.ts';
import { shapeNumbers } from '../declarations.ts';
import { Layout } from '../home.ts';
import { MEMBERS_FILE, shapeMembers } from '../members.ts';
import { ENTRY, OutboxFiles } from '../outbox/files.ts';
import { OWED_FILE } from '../owed.ts';
import { LIST_FILE, verifyCopy } from '../paperless/paperless.ts';
import { readLog } from '../recall/log-file.ts';
import { shapeReceipt } from '../receipts.ts';
import { entryNoOf } from '../record-files.ts';
import { KEY_FILE, SECRETS_FILE, shapeSecrets } from '../secrets.ts';
import { walk } from '../walk.ts';

interface Place<R> extends RecordForm<R> {
  readonly disk: Disk;
  readonly layout: Layout;
}

/** What lies in a home that nobody works in: drafts, open pages and the practice bureau stay where they are. */
export async function piecesIn<R extends StoredRecord>(home: string, form: RecordForm<R>): Promise<Pieces<R>> {
  const place: Place<R> = { ...form, disk: explained(nodeDisk), layout: new Layout(home) };
  const { disk, layout } = place;
  const keyFile = layout.at(...KEY_FILE);
  const key = await readOrNothing(disk, keyFile);
  return {
    async *all() {
      for (const file of (await walk(disk, layout)).files) yield* readFile(place, file);
    },
    ...(key !== undefined && { key: keyOf(key, keyFile) }),
  };
}

/** What a file holds, by its path below the home; nothing when it is none that moves. */
async function* readFile<R extends StoredRecord>(place: Place<R>, file: string): AsyncGenerator<Piece<R>> {
  const { disk, layout } = place;
  const path = relative(layout.home, file);
  const parts = path.split(sep);
  const name = basename(file);
  const sealed = async <T>(shape: Shape<T>): Promise<T> => shape(parseSealed(await disk.read(file), path), path);
  const plain = async <T>(shape: Shape<T>): Promise<T> => shape(parseJson(await disk.read(file), path), path);
  const record = (entryNo: string) => sealed(json => recordIn(json, path, entryNo, place));
  const entryNo = entryNoOf(name);

  switch (`${parts[0]}/${parts.length}`) {
    case 'numbers.json/1':
      yield { kind: 'number', last: (await sealed(shapeNumbers)).last };
      return;
    case 'declarations/3':
      if (entryNo !== undefined) yield { kind: 'declaration', record: await record(entryNo) };
      return;
    case 'trash/2':
      if (entryNo !== undefined) yield { kind: 'trash', record: await record(entryNo) };
      return;
    case 'outbox/2':
    case 'outbox/3': {
      if (!name.endsWith(ENTRY)) return;
      const entry = await sealed(shapeEntry);
      const bytes = await new OutboxFiles({ disk, layout, modes: modesOf(false) }).bytes(entry);
      yield { kind: 'message', entry, bytes };
      return;
    }
    case 'receipts/2':
      if (name === OWED_FILE) yield { kind: 'owed', owed: await plain(shapeOwed) };
      return;
    case 'receipts/3':
    case 'receipts/4': {
      const { identity, entryNo, raw, receivedAt } = await sealed(shapeReceipt);
      yield { kind: 'receipt', receipt: { identity, entryNo, raw, receivedAt }, applied: parts.length === 4 };
      return;
    }
    default:
      yield* readOther(place, { file, path, parts, name });
  }
}

interface At {
  readonly file: string;
  readonly path: string;
  readonly parts: readonly string[];
  readonly name: string;
}

async function* readOther<R>({ disk, layout }: Place<R>, { file, path, parts, name }: At): AsyncGenerator<Piece<R>> {
  switch (`${parts[0]}/${parts.length}`) {
    case 'settings/2': {
      if (!name.endsWith('.json')) return;
      const value = settingsValue(parseJson(await disk.read(file), path), path);
      yield { kind: 'setting', name: basename(name, '.json'), value };
      return;
    }
    case 'accounts/2': {
      if (name !== MEMBERS_FILE) return;
      const { version: _, ...accounts } = shapeMembers(parseSealed(await disk.read(file), path), path);
      yield { kind: 'member', accounts };
      return;
    }
    case 'secrets/2': {
      if (name !== SECRETS_FILE[1]) return;
      const { items } = shapeSecrets(parseJson(await disk.read(file), path), path);
      for (const [secret, sealed] of Object.entries(items)) yield { kind: 'secret', name: secret, sealed };
      return;
    }
    case 'paperless/4': {
      const [, , entryNo = ''] = parts;
      if (!isEntryNo(entryNo)) return;
      if (name === LIST_FILE)
        yield { kind: 'paperless', folder: shapeFolder(parseSealed(await disk.read(file), path), path) };
      if (!isSum(name)) return;
      await verifyCopy(disk, name, file);
      yield { kind: 'attachment', entryNo, sum: name, bytes: await disk.read(file) };
      return;
    }
    case 'audit/2':
      if (!isMonthFile(name)) return;
      for await (const { text, torn } of linesForwards(disk, layout.at('audit'), basename(name, '.jsonl')))
        if (text !== '' && !torn) yield { kind: 'audit', line: text };
      return;
    case 'recall/2': {
      // A log that cannot be read, or is not whole yet, is made anew from the declarations.
      const log = name.endsWith('.log') ? await readLog(disk, file) : undefined;
      if (log === undefined || log.head.base === 0) return;
      yield { kind: 'recall', name: basename(name, '.log'), version: log.head.version, uses: log.lines };
      return;
    }
    case 'codes/2':
      if (name.endsWith('.tsv')) yield { kind: 'code', name, bytes: await disk.read(file) };
  }
}
