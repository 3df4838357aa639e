import { EXIT } from '../../errors.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import type { PaperlessAction, PaperlessOptions } from '../paperless-actions.ts';

const ACTIONS: readonly PaperlessAction[] = ['list', 'add', 'change', 'remove', 'way', 'send', 'web'];

export const paperless: Command = {
  command: 'paperless <action> <entryNo> [words..]',
  right: {
    list: 'declaration.read',
    add: 'declaration.write',
    change: 'declaration.write',
    remove: 'declaration.write',
    way: 'declaration.write',
    send: 'declaration.send',
    web: 'declaration.send',
  },
  describe:
    '无纸化：list 列出单据和局端要的，add 文件 添加，change、remove 序号 修改、删去，way 企业自存|电子申报|重选，send 发送，web 给出局端网页的地址和二维码',
  build: yargs =>
    yargs
      .positional('action', { choices: ACTIONS, demandOption: true, describe: '做什么' })
      .positional('entryNo', { type: 'string', demandOption: true, describe: '录入序号' })
      .positional('words', { type: 'string', array: true, describe: '文件，单据的序号，或申报方式' })
      .option('kind', { type: 'string', describe: '单据类型：代码、名称或快捷键，如 合同' })
      .option('number', { type: 'string', describe: '单据编号' })
      .option('name', { type: 'string', describe: '单据名称；不写就是类型的名称' })
      .option('note', { type: 'string', describe: '备注；way 时是整份申报的备注' })
      .option('add', { type: 'string', array: true, nargs: 1, describe: 'change 时，再加上这个文件；可写几次' })
      .option('remove', { type: 'string', array: true, nargs: 1, describe: 'change 时，去掉这个名称的附件；可写几次' })
      .option('sure', { type: 'boolean', describe: 'send 时，局端要的看来没有也发送' })
      .example('$0 paperless add WI179546740372500 合同.pdf --kind 合同 --number HT-1', '添加合同和它的扫描件')
      .example('$0 paperless way WI179546740372500 电子申报', '选申报方式；先选的为准，重选 取消')
      .example('$0 paperless send WI179546740372500', '上传附件并申报；中断以后再发，从断处接着传'),
  completes: (name, [, entryNo]) =>
    name === 'entryNo' ? ['entry-numbers'] : entryNo === undefined ? undefined : ['files'],
  async run(context, args: { action: PaperlessAction; entryNo: string; words?: readonly string[] } & PaperlessOptions) {
    const { PAPERLESS_ACTIONS } = await import('../paperless-actions.ts');
    const { action, entryNo, words = [], ...options } = args;
    if (entryNo.trim() === '') throw usage('没有写明录入序号', `如 baojian paperless ${action} 录入序号`);
    await PAPERLESS_ACTIONS[action](context, entryNo.trim().toUpperCase(), words.map(String), options);
    return EXIT.done;
  },
};
