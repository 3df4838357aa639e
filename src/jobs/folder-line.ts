import { UserError } from '../errors.ts';
import type { Problem } from '../message/problem.ts';
import type { ImportFolder } from '../transport/import-folder.ts';
import type { Line } from './line.ts';
import { type Delivery, loadClientAnswers } from './wire.ts';

/**
 * The line by the folders of the single window's import client: a message lies in its OutBox until the client fetches it, so that it counts as
 * taken when it lies there; whether the client could send it, and what the bureau says, comes back as receipts.
 */
export function folderLine(folder: ImportFolder): Line {
  return {
    dead: undefined,
    unasked: true,
    async send({ entryNo, messageId }, bytes) {
      const { sentName } = await loadClientAnswers();
      await folder.give(sentName(entryNo, messageId), bytes);
      return { outcome: 'taken', messageId, text: '已放进导入目录，等客户端取走' };
    },
    async ask({ entryNo, messageId }) {
      const { sentName } = await loadClientAnswers();
      const where = await folder.whereabouts(sentName(entryNo, messageId));
      return where === 'unknown'
        ? { outcome: 'unknown', messageId, text: '不在导入目录' }
        : { outcome: 'again', messageId, text: where === 'waiting' ? '在导入目录，等客户端取走' : '客户端已取走' };
    },
    async receipts(_entryNos, arrivedAt) {
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
    },
    async acknowledge(names) {
      for (const name of names) await folder.putAway(name);
      return { outcome: 'taken' };
    },
    async test() {
      await folder.test();
      return [{ outcome: 'taken', text: '导入目录可以读写' }];
    },
  };
}
