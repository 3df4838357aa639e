import { UserError } from '../../../src/errors.ts';
import { sendPaperless } from '../../../src/jobs/paperless/send.ts';
import type { Effect } from '../../contract/change.ts';
import { good, linesOf } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { ask, notice } from '../../dialogs/question.ts';
import { filled } from './filled.ts';
import type { PaperlessPage } from './state.ts';

/** What to do next on this page, where the words of the error are for the command line. */
const HINTS: Readonly<Record<string, readonly string[]>> = {
  'paperless.no-files': ['按 A 添加单据，F 给它加附件'],
};

/** Uploads and reports; what is lacking is asked about, and a line that broke off is told with what is left to do. */
export function sending(page: PaperlessPage, sure = false): Effect {
  return {
    label: page.of.folder.way === 'archive' ? '正在发送' : '正在上传附件',
    async run({ office, signal, progress }) {
      try {
        const { text } = await sendPaperless(office, page.entryNo, {
          ...{ signal, sure },
          onProgress: ({ done, total }) => progress(done, total),
        });
        const fill = await filled(office, page.entryNo);
        return replyTo(page, now => ({ state: fill(now), storeChanged: true, ...good(text) }));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const fill = await filled(office, page.entryNo);
        const begun = (await office.store.get(page.entryNo)).paperless === 'sending';
        const again = replyTo(page, now => ({ effects: [sending(now, true)] }));
        const open =
          error.code === 'paperless.lacking'
            ? ask(
                '发送',
                [error.message, '没有交齐的，局端多半会退回。'],
                [{ label: '回去添加' }, { label: '照样发送', reply: again }],
              )
            : error.code.startsWith('paperless.')
              ? notice('没有发送', [error.message, ...(HINTS[error.code] ?? error.next)])
              : notice(begun ? '没有发完' : '没有发送', linesOf(error));
        return replyTo(page, now => ({ state: fill(now), storeChanged: true, open }));
      }
    },
  };
}
