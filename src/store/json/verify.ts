import { basename } from 'node:path';
import type { Disk } from '../../disk/disk.ts';
import { asObject, checkVersion, parseJson, parseSealed } from '../../disk/json-bytes.ts';
import { isEntryNo, monthOf } from '../../local/entry-number.ts';
import { shapeEntry } from '../outbox-entry.ts';
import { shapeOwed } from '../owed.ts';
import { isSum, shapeFolder } from '../paperless-folder.ts';
import { keyOf } from '../sealing.ts';
import { settingsValue } from '../settings.ts';
import type { StoredRecord, VerifyContents } from '../store.ts';
import { isMonthFile } from './audit/files.ts';
import { shapeNumbers } from './declarations.ts';
import { NEIGHBOURS } from './home.ts';
import { MEMBERS_FILE, SESSIONS_FILE, shapeMembers, shapeSessions } from './members.ts';
import { BYTES, verifyBytes } from './outbox/files.ts';
import { OWED_FILE } from './owed.ts';
import { LIST_FILE, verifyCopy } from './paperless/paperless.ts';
import type { RecallLog } from './recall/recall-log.ts';
import { shapeReceipt } from './receipts.ts';
import type { RecordFiles } from './record-files.ts';
import { entryNoOf } from './record-files.ts';
import { shapeSecrets } from './secrets.ts';
import { RECORD } from './settings-commit.ts';

export interface VerifyContext<R extends StoredRecord> {
  disk: Disk;
  files: RecordFiles<R>;
  recalls: ReadonlyMap<string, RecallLog>;
  /** Of settings and of folders of other rooms: throws a `UserError` when the contents are not what the place says. */
  contents: VerifyContents | undefined;
}

/** Reads one file and throws a `UserError` when it is not what its place says. */
export type Verify = (file: string) => Promise<void>;

/** What each place holds, by its path below the home; a file that none of them fits is foreign. */
export function verifierOf<R extends StoredRecord>(
  { disk, files, recalls, contents }: VerifyContext<R>,
  path: string,
): Verify | undefined {
  const json =
    (
      shape: (json: unknown, file: string) => unknown,
      parse: (bytes: Buffer, file: string) => unknown = parseJson,
    ): Verify =>
    async file => {
      shape(parse(await disk.read(file), file), file);
    };
  const record: Verify = async file => {
    await files.open(file, entryNoOf(basename(file)) ?? '');
  };
  const message: Verify = file => verifyBytes(disk, file);
  const anything: Verify = async file => {
    await disk.read(file);
  };
  const further =
    (verify: Verify): Verify =>
    async file => {
      await verify(file);
      await contents?.(path.replaceAll('\\', '/'), file);
    };
  const parts = path.split(/[\\/]/u);
  const [top = '', middle = ''] = parts;
  const entryNo = entryNoOf(parts.at(-1) ?? '');
  const isJson = path.endsWith('.json');

  switch (`${top}/${parts.length}`) {
    case 'store.json/1':
      return json((value, file) => checkVersion(asObject(value, file), Number.MAX_SAFE_INTEGER, file));
    case 'numbers.json/1':
      return json(shapeNumbers, parseSealed);
    case 'declarations/3':
      return entryNo !== undefined && monthOf(entryNo) === middle ? record : undefined;
    case 'trash/2':
      return entryNo === undefined ? undefined : record;
    case 'outbox/2':
    case 'outbox/3':
      return isJson ? json(shapeEntry, parseSealed) : path.endsWith(BYTES) ? message : undefined;
    case 'receipts/2':
      return middle === OWED_FILE ? json(shapeOwed) : undefined;
    case 'receipts/3':
    case 'receipts/4':
      return isJson ? json(shapeReceipt, parseSealed) : undefined;
    case 'settings/2':
      if (middle === RECORD) return json(asObject, parseSealed);
      return isJson
        ? further(async file => void ((await disk.facts(file))?.plain && (await json(settingsValue)(file))))
        : undefined;
    case 'secrets/2':
      return middle === 'key'
        ? async file => void keyOf(await disk.read(file), file)
        : middle === 'secrets.json'
          ? json(shapeSecrets)
          : undefined;
    case 'accounts/2':
      if (middle === MEMBERS_FILE) return json(shapeMembers, parseSealed);
      return middle === SESSIONS_FILE ? json(shapeSessions, parseSealed) : undefined;
    case 'journals/2':
      return path.endsWith('.jsonl') ? anything : undefined;
    case 'paperless/4': {
      const name = parts.at(-1) ?? '';
      if (!isEntryNo(parts[2] ?? '') || monthOf(parts[2] ?? '') !== middle) return undefined;
      if (name === LIST_FILE) return json(shapeFolder, parseSealed);
      return isSum(name) ? file => verifyCopy(disk, name, file) : undefined;
    }
    case 'audit/2':
      return isMonthFile(middle) ? anything : undefined;
    case 'recall/2':
      return path.endsWith('.log') ? async () => await recalls.get(basename(path, '.log'))?.verify() : undefined;
    default:
      return parts.length > 1 && (NEIGHBOURS as readonly string[]).includes(top) ? further(anything) : undefined;
  }
}
