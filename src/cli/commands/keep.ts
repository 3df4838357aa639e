import { EXIT } from '../../errors.ts';
import { copyDeclaration, removeDeclaration, saveDeclaration, saveOrKeep } from '../../jobs/keep-declarations.ts';
import type { Command } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';
import { entryNosOf, noteNothing } from '../inputs.ts';
import { eachOf, reportOutcomes } from '../outcome.ts';

export const save: Command = {
  command: 'save <entryNos..>',
  describe: '检查并保存单证；有差错的不保存并列出差错',
  build: yargs =>
    yargs
      .positional('entryNos', {
        type: 'string',
        array: true,
        describe: '录入序号，- 从标准输入读取',
        demandOption: true,
      })
      .example('$0 save WI179546740372500', '检查并保存一份')
      .example('$0 list --status draft --json | $0 save -', '保存全部没有差错的草稿'),
  async run({ office, report, rim }, { entryNos }: { entryNos: readonly string[] }) {
    const open = await office();
    const wanted = await entryNosOf(entryNos, rim);
    noteNothing(report, wanted, '没有给出录入序号');
    const outcomes = await eachOf(wanted, String, async entryNo => {
      const { record, faults, saved } = await saveDeclaration(open, await open.store.get(entryNo));
      return {
        input: entryNo,
        ok: saved,
        document: { saved, status: record.status, revision: record.revision, faults: faultDocuments(faults) },
        lines: [
          saved ? `${entryNo}  已保存` : `${entryNo}  有差错，没有保存（改正后再保存：edit）`,
          ...faultLines(faults),
        ],
      };
    });
    return reportOutcomes(report, outcomes);
  },
};

export const copy: Command = {
  command: 'copy <entryNo>',
  describe: '复制单证：新的录入序号，内容相同，不带状态和回执',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号', demandOption: true })
      .example('$0 copy WI179546740372500', '复制一份'),
  async run({ office, report }, { entryNo }: { entryNo: string }) {
    const open = await office();
    const { record, faults, saved } = await saveOrKeep(open, await copyDeclaration(open, entryNo.toUpperCase()));
    report.result(
      { entryNo: record.entryNo, status: record.status, from: entryNo.toUpperCase(), faults: faultDocuments(faults) },
      () => [
        `${entryNo.toUpperCase()} → ${record.entryNo}  ${saved ? '已复制并保存' : '已复制，有差错，存为草稿'}`,
        ...faultLines(faults),
      ],
    );
    return EXIT.done;
  },
};

export const remove: Command = {
  command: 'delete <entryNos..>',
  describe: '删除单证（可用 undelete 恢复）；发送过的只撤出列表',
  build: yargs =>
    yargs
      .positional('entryNos', {
        type: 'string',
        array: true,
        describe: '录入序号，- 从标准输入读取',
        demandOption: true,
      })
      .example('$0 delete WI179546740372500', '删除一份'),
  async run({ office, report, rim }, { entryNos }: { entryNos: readonly string[] }) {
    const open = await office();
    const wanted = await entryNosOf(entryNos, rim);
    noteNothing(report, wanted, '没有给出录入序号');
    const outcomes = await eachOf(wanted, String, async entryNo => {
      const removal = await removeDeclaration(open, entryNo);
      return {
        input: entryNo,
        ok: true,
        document: { removal },
        lines: [
          removal === 'removed'
            ? `${entryNo}  已删除；恢复：undelete ${entryNo}`
            : `${entryNo}  发送过，只撤出列表；恢复：undelete ${entryNo}`,
        ],
      };
    });
    return reportOutcomes(report, outcomes);
  },
};
