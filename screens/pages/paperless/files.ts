import { basename } from 'node:path';
import { ATTACHED_ENDINGS } from '../../../src/jobs/attached-files.ts';
import { changeDocument, LIMITS } from '../../../src/jobs/paperless/documents.ts';
import { cleanLine } from '../../../src/text.ts';
import { good } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { askPath, type PathDialog } from '../../dialogs/path.ts';
import { filled } from './filled.ts';
import type { PaperlessPage } from './state.ts';

/** Asks for a file, and keeps a copy of it with a document. */
export function askFile(page: PaperlessPage, id: number): PathDialog {
  const called = page.of.folder.documents.find(document => document.id === id)?.name ?? '';
  return askPath(
    `${called}的附件`,
    '文件',
    '',
    async (path, { office }) => {
      await changeDocument(office, page.entryNo, id, { add: [path] });
      const fill = await filled(office, page.entryNo, id);
      return replyTo(page, now => ({
        state: fill(now),
        ...good(`已添加 ${cleanLine(basename(path))}；还有一页再按 F`),
      }));
    },
    {
      busy: '正在读附件',
      endings: ATTACHED_ENDINGS,
      note: `PDF 或图片，最大 ${LIMITS.fileBytes / 1024 / 1024} MB`,
    },
  );
}
