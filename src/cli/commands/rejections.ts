import { findField, labelOn } from '../../catalogue/catalogue.ts';
import { EXIT } from '../../errors.ts';
import { forgetRejection, type Rejection, rejectionsOf } from '../../jobs/rejections.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { tableOf } from '../report.ts';

interface RejectionsArguments {
  readonly action: 'list' | 'forget';
  readonly name?: string;
  readonly party?: string;
  readonly code?: string;
  readonly field?: string;
}

export const rejections: Command = {
  command: 'rejections [action] [name]',
  right: { list: 'declaration.read', forget: 'settings.shared' },
  describe: '记得的退单原因：list 列出，录入时在那一栏提示；forget 不再提示，直到局端再这样退单',
  build: yargs =>
    yargs
      .positional('action', { choices: ['list', 'forget'], default: 'list', describe: '做什么' })
      .positional('name', { type: 'string', describe: 'forget 的编号，list 列出' })
      .option('party', { type: 'string', describe: '只列这一收发货人的，写全名或其中一部分' })
      .option('code', { type: 'string', describe: '只列这一 HS 编码的，写开头几位也可以' })
      .option('field', { type: 'string', describe: '只列这一栏的，写栏位名称' })
      .example('$0 rejections', '全部，新的在前')
      .example('$0 rejections list --code 0805', '0805 的')
      .example('$0 rejections forget 3fa4c19e', '不再提示这一个'),
  async run({ office, report }, { action, name, party, code, field }: RejectionsArguments) {
    const open = await office();
    if (action === 'forget') {
      if (name === undefined) throw usage('没有写编号', 'rejections list 列出编号');
      const forgotten = await forgetRejection(open, name.toLowerCase());
      report.result(forgotten, () => [`${forgotten.name}  不再提示：${forgotten.text}`]);
      return EXIT.done;
    }
    const found = (await rejectionsOf(open)).filter(
      each =>
        (party === undefined || each.party.includes(party)) &&
        (code === undefined || each.code.startsWith(code)) &&
        (field === undefined || labelOf(each) === field || each.field === field),
    );
    report.result(found, () =>
      found.length === 0
        ? ['没有记得的退单原因']
        : tableOf(
            ['编号', '日期', '次数', '栏位', 'HS编码', '收发货人', '原因'],
            found.map(each => [
              each.name,
              each.day,
              String(each.count),
              labelOf(each),
              each.code,
              each.party,
              each.text,
            ]),
          ),
    );
    return EXIT.done;
  },
};

function labelOf({ field, direction }: Rejection): string {
  const known = findField(field);
  return known ? labelOn(known, direction) : '';
}
