import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportDeclaration } from '../../../src/jobs/export-declarations.ts';
import { cleanLine } from '../../../src/text.ts';
import type { ActionContext, Tools } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import { askPath, type PathDialog } from '../../dialogs/path.ts';

/** Asks where declarations are written to as workbooks: one into a file, several into a folder, each under its entry number. */
export function askWorkbooks(entryNos: readonly string[], { ui }: ActionContext): PathDialog {
  const start = ui.session.userFolder === '' ? '' : '~/';
  const [only = ''] = entryNos;
  if (entryNos.length === 1) {
    return askPath('写成工作簿', '文件', start, (path, tools) => writing(entryNos, () => path, path, tools), {
      ...{ endings: ['.xlsx', '.xls'], busy: '正在写文件', name: `${only}.xlsx` },
      note: '结尾 .xlsx 或 .xls；连同弹窗，可以再导入；已有的文件不会覆盖',
    });
  }
  const intoFolder = async (folder: string, tools: Tools) => {
    await mkdir(folder, { recursive: true });
    return await writing(entryNos, entryNo => join(folder, `${entryNo}.xlsx`), folder, tools);
  };
  return askPath('写成工作簿', '目录', start, intoFolder, {
    ...{ busy: `正在写 ${entryNos.length} 份单证`, name: '单证' },
    note: `${entryNos.length} 份各写一个 录入序号.xlsx，没有的目录会建立`,
  });
}

async function writing(
  entryNos: readonly string[],
  fileOf: (entryNo: string) => string,
  place: string,
  { office, signal, progress }: Tools,
) {
  const differing: string[] = [];
  let written = 0;
  for (const entryNo of entryNos) {
    if (signal.aborted) break;
    const { differs } = await exportDeclaration(office, entryNo, fileOf(entryNo));
    written += 1;
    if (differs.length > 0) differing.push(`${entryNo} ${differs.join('、')}`);
    progress(written, entryNos.length);
  }
  const told = `${written} 份已写到 ${cleanLine(place)}`;
  if (written < entryNos.length) return replyToApp(() => warn(`已取消，${told}`));
  return replyToApp(() =>
    differing.length === 0 ? good(told) : warn(`${told}；再导入会不同的：${cleanLine(differing.join('；'))}`),
  );
}
