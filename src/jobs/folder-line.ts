import { UserError } from '../errors.ts';
import type { Form } from '../message/form.ts';
import type { Problem } from '../message/problem.ts';
import type { ImportFolder, Whereabouts } from '../transport/import-folder.ts';
import type { FormName } from './form-names.ts';
import type { Line } from './line.ts';
import { type Delivery, loadClientAnswers } from './wire.ts';

/** A folder of the client, for messages of one form. */
interface FormFolder {
  readonly form: FormName;
  readonly folder: ImportFolder;
  /** Something is sent in that form now; else it is looked at only as long as it is there, for what is still to be answered. */
  readonly isNeeded: boolean;
}

/**
 * The line by the folders of the single window's import client: a message lies in its OutBox until the client fetches it, so that it counts as
 * taken when it lies there; whether the client could send it, and what the bureau says, comes back as receipts. Messages of each form have a
 * folder of their own.
 */
export function folderLine(folders: readonly FormFolder[]): Line {
  return {
    dead: undefined,
    unasked: true,
    async send({ entryNo, messageId }, bytes) {
      const { sentName } = await loadClientAnswers();
      const form = await formIn(bytes);
      const own = folders.find(each => each.form === form);
      if (!own) return { outcome: 'refused', messageId, text: '导入客户端没有收这种报文的目录' };
      await own.folder.give(sentName(entryNo, messageId), bytes);
      return { outcome: 'taken', messageId, text: '已放进导入目录，等客户端取走' };
    },
    async ask({ entryNo, messageId }) {
      const { sentName } = await loadClientAnswers();
      const where = await whereabouts(sentName(entryNo, messageId), folders);
      return where === 'unknown'
        ? { outcome: 'unknown', messageId, text: '不在导入目录' }
        : { outcome: 'again', messageId, text: where === 'waiting' ? '在导入目录，等客户端取走' : '客户端已取走' };
    },
    async receipts(_entryNos, arrivedAt) {
      const found = await Promise.all((await present(folders)).map(({ folder }) => receiptsIn(folder, arrivedAt)));
      return {
        deliveries: found.flatMap(({ deliveries }) => deliveries),
        problems: found.flatMap(({ problems }) => problems),
      };
    },
    async acknowledge(names) {
      for (const { folder } of await present(folders)) for (const name of names) await folder.putAway(name);
      return { outcome: 'taken' };
    },
    async test() {
      for (const { folder, isNeeded } of folders) if (isNeeded) await folder.test();
      return [{ outcome: 'taken', text: '导入目录可以读写' }];
    },
  };
}

/** More than the beginning of a message up to its root. */
const BEGINNING = 500;

/** The form of a message that was written here: the namespace of its root tells. */
async function formIn(bytes: Uint8Array): Promise<FormName | undefined> {
  const { FORMS } = await import('../message/forms.ts');
  const beginning = new TextDecoder().decode(bytes.subarray(0, BEGINNING));
  const names = Object.keys(FORMS) as FormName[];
  return names.find(name => {
    const { namespace }: Form = FORMS[name];
    return namespace !== undefined && beginning.includes(`"${namespace}"`);
  });
}

/** Those that must be there, and those of other forms that are. */
async function present(folders: readonly FormFolder[]): Promise<readonly FormFolder[]> {
  const there = await Promise.all(folders.map(async ({ folder, isNeeded }) => isNeeded || (await folder.isThere())));
  return folders.filter((_, at) => there[at]);
}

async function whereabouts(name: string, folders: readonly FormFolder[]): Promise<Whereabouts> {
  for (const { folder } of await present(folders)) {
    const where = await folder.whereabouts(name);
    if (where !== 'unknown') return where;
  }
  return 'unknown';
}

async function receiptsIn(folder: ImportFolder, arrivedAt: string) {
  const { failedReceipt, readClientAnswer } = await loadClientAnswers();
  const deliveries: Delivery[] = [];
  const problems: Problem[] = [];
  for (const { name, bytes } of await folder.receipts()) {
    try {
      const read = readClientAnswer(name, bytes, arrivedAt);
      deliveries.push(...read.receipts.map(receipt => ({ receiptId: name, receipt })));
      problems.push(...read.problems);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ code: error.code, path: '', element: name, text: `${name}：${error.message}` });
    }
  }
  for (const name of await folder.failed())
    deliveries.push({ receiptId: name, receipt: failedReceipt(name.replace(/\.xml$/iu, ''), arrivedAt) });
  return { deliveries, problems };
}
