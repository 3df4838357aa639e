import { openPreviewFile } from '../../../src/jobs/open-file.ts';
import type { Effect } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { PreviewPage } from './state.ts';

/** The papers as a file in the viewer of the desktop; where there is none, where the file is. */
export function openFile({ entryNos, entry, papers, valuesOnly, templates = [] }: PreviewPage): Effect {
  return {
    label: '正在写 PDF',
    async run({ office }) {
      const entryNo = entryNos[entry] ?? '';
      const { file, opened } = await openPreviewFile(office, entryNo, {
        ...(papers && { papers }),
        valuesOnly,
        templates,
      });
      return replyToApp(() => (opened ? good(`已打开 ${file}`) : info(`这里没有桌面，文件在 ${file}`)));
    },
  };
}
