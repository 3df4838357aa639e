import { STATUS_MARKS } from '../../declaration/life-cycle.ts';
import { EXIT } from '../../errors.ts';
import { declareToCustoms } from '../../jobs/declare-to-customs.ts';
import { copyDeclaration, removeDeclaration, saveDeclaration, saveOrKeep } from '../../jobs/keep-declarations.ts';
import { undelete as bringBack } from '../../jobs/keep-store.ts';
import type { Command } from '../context.ts';
import { eachEntry } from '../each-entry.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';

export const save = eachEntry({
  name: 'save',
  right: 'declaration.write',
  describe: '检查并保存单证；有差错的不保存并列出差错',
  examples: [
    ['$0 save WI179546740372500', '检查并保存一份'],
    ['$0 list --status draft --json | $0 save -', '保存全部没有差错的草稿'],
  ],
  doubted: true,
  async work(office, entryNo, sure) {
    const { record, faults, saved, doubts } = await saveDeclaration(office, await office.store.get(entryNo), sure);
    const asked = doubts.map(({ fault }) => fault);
    const { status, revision } = record;
    return {
      ok: saved,
      document: { saved, status, revision, faults: faultDocuments(faults), doubts: faultDocuments(asked) },
      lines: [
        `${entryNo}  ${saved ? '已保存' : asked.length > 0 ? '须先核对，没有保存' : '有差错，没有保存（改正后再保存：edit）'}`,
        ...faultLines(faults),
        ...faultLines(asked),
        ...(asked.length > 0 ? [`  → 核对无误，照样保存：save ${entryNo} --sure`] : []),
      ],
    };
  },
});

export const copy: Command = {
  command: 'copy <entryNo>',
  right: 'declaration.write',
  describe: '复制单证：新的录入序号，内容相同，不带状态和回执',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号', demandOption: true })
      .example('$0 copy WI179546740372500', '复制一份'),
  completes: () => ['entry-numbers'],
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

export const customs = eachEntry({
  name: 'customs',
  right: 'declaration.write',
  describe: '结转报关单：由有电子底账的出境报检单做出报关单，随附单证带上 B 和电子底账数据号',
  examples: [
    ['$0 customs WE179546740372500', '由一份做出报关单'],
    ['$0 list --status released --direction out --json | $0 customs -', '由全部已放行的出境单证'],
  ],
  async work(office, entryNo) {
    const { record, faults, saved } = await saveOrKeep(office, await declareToCustoms(office, entryNo));
    const { status } = record;
    return {
      ok: true,
      document: { entryNo: record.entryNo, from: entryNo, status, faults: faultDocuments(faults) },
      lines: [
        `${entryNo} → ${record.entryNo}  ${saved ? '已做成报关单并保存' : '已做成报关单，还要补填，存为草稿'}`,
        ...faultLines(faults),
      ],
    };
  },
});

export const remove = eachEntry({
  name: 'delete',
  right: 'declaration.delete',
  describe: '删除单证（可用 undelete 恢复）；发送过的只撤出列表',
  examples: [['$0 delete WI179546740372500', '删除一份']],
  async work(office, entryNo) {
    const removal = await removeDeclaration(office, entryNo);
    const what = removal === 'removed' ? '已删除' : '发送过，只撤出列表';
    return { ok: true, document: { removal }, lines: [`${entryNo}  ${what}；恢复：undelete ${entryNo}`] };
  },
});

export const undelete = eachEntry({
  name: 'undelete',
  of: 'trashed',
  right: 'declaration.write',
  describe: '恢复删除的单证，或让撤出的回到列表',
  examples: [['$0 undelete WI179546740372500', '恢复一份']],
  async work(office, entryNo) {
    const { status } = await bringBack(office, entryNo);
    return { ok: true, document: { status }, lines: [`${entryNo}  已恢复：${STATUS_MARKS[status].word}`] };
  },
});
