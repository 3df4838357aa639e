import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, UserError } from '../errors.ts';
import { exportDeclaration } from '../jobs/export-declarations.ts';
import { cleanLine } from '../text.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { entryNosOf, noteNothing } from './inputs.ts';
import { interruptible } from './interruptible.ts';
import { eachOf, type Outcome, reportInterruptible } from './outcome.ts';

export interface WorkbookArguments {
  readonly file?: string;
  readonly folder?: string;
}

export const WORKBOOK_OPTIONS = {
  workbook: {
    type: 'boolean',
    describe: '把写明的单证各写成一个工作簿，弹窗里的内容各有一张表；再导入是同样内容的新单证',
  },
  file: {
    type: 'string',
    describe: '与 --workbook 同用：文件名（.xlsx、.xls），只能用于一份单证；默认是当前目录的 录入序号.xlsx',
  },
  folder: { type: 'string', describe: '与 --workbook 同用：写进这个目录，一份一个 录入序号.xlsx；没有就建立' },
} as const;

/** Writes declarations as workbooks, one each. */
export async function exportWorkbooks(
  context: Context,
  entryNos: readonly string[],
  { file, folder }: WorkbookArguments,
): Promise<number> {
  const { report, rim } = context;
  if (file !== undefined && folder !== undefined) throw usage('--file 和 --folder 只能用一个');
  const office = await context.office();
  const wanted = await entryNosOf(entryNos, rim);
  noteNothing(report, wanted, '没有给出录入序号');
  if (file !== undefined && wanted.length > 1)
    throw usage(`--file 只能写一份，给出了 ${wanted.length} 份`, '几份用 --folder 目录');
  if (folder !== undefined) await makeFolder(folder);
  return await interruptible(context, async signal => {
    const outcomes = await eachOf(wanted, String, async entryNo => {
      if (signal.aborted) return notBegun(entryNo);
      const path = file ?? join(folder ?? '.', `${entryNo}.xlsx`);
      const { differs } = await exportDeclaration(office, entryNo, path);
      return {
        input: entryNo,
        ok: true,
        document: { file: path, differs },
        lines: [
          `${entryNo} → ${cleanLine(path)}`,
          ...differs.map(place => `  ! 再导入会与现在不同：${cleanLine(place)}`),
        ],
      };
    });
    return reportInterruptible(report, outcomes, signal);
  });
}

const notBegun = (entryNo: string): Outcome => ({
  ...{ input: entryNo, ok: false, document: { outcome: 'interrupted' }, exit: EXIT.interrupted },
  lines: [`${entryNo}  没有写：已中断，没有轮到`],
});

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new UserError('export.write', `建立不了目录：${cleanLine(folder)}`, {
      exit: 'faults',
      next: ['检查上级目录是否存在、是否有写权限'],
      cause,
    });
  }
}
