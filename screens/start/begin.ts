import { UserError } from '../../src/errors.ts';
import { startPracticeBureau } from '../../src/jobs/practice.ts';
import { setUpPractice } from '../../src/jobs/set-up-practice.ts';
import type { Effect } from '../contract/change.ts';
import { good, warn } from '../contract/message.ts';
import { replyToApp } from '../contract/reply.ts';

/** Fills a new office with what there is to practise on, and starts its bureau. */
export const beginPractice: Effect = {
  label: '正在准备练习用的企业、单证和练习局',
  async run({ office }) {
    const failure = await setUpPractice(office);
    const count = office.store.rows().length;
    const message = failure
      ? warn(`${count} 份示例单证准备好了，但${failure.message}`)
      : good(`准备好了：${count} 份示例单证。回车打开列表，空格标记，F9 发送`);
    return replyToApp(() => ({ ...message, storeChanged: true }));
  },
};

/** Starts the bureau of an office that practises; the program goes on without it when it cannot. */
export const wakePractice: Effect = {
  async run({ office }) {
    try {
      await startPracticeBureau(office);
      return replyToApp(() => ({ storeChanged: true }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return replyToApp(() => ({ ...warn(error.message), storeChanged: true }));
    }
  },
};
