import { dayOf } from '../../jobs/clock.ts';
import type { Office } from '../../jobs/office.ts';
import { colleaguesOf, finishTask, MAX_WORD, type Placing, placeDeclaration, placingOf } from '../../jobs/tasks.ts';
import { dayMeant } from '../../kinds/day-meant.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { ENTRY_NOS, entryNosOf, noteNothing } from '../inputs.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';

interface AssignArguments {
  readonly entryNos: readonly string[];
  readonly to?: string;
  readonly word?: string;
  readonly by?: string;
  readonly done?: boolean;
}

export const assign: Command = {
  command: 'assign <entryNos..>',
  right: 'declaration.write',
  describe: '把单证交办给一个人，写明事由和期限；--done 办完',
  build: yargs =>
    yargs
      .positional('entryNos', { ...ENTRY_NOS, demandOption: true })
      .option('to', { type: 'string', describe: '交给谁：姓名、用户名或开头几个字' })
      .option('word', { type: 'string', describe: `事由，最多 ${MAX_WORD} 个字` })
      .option('by', {
        type: 'string',
        describe: '期限：2017-10-27、1027、27（离今天最近的）、+3（三天后）；不写则没有期限',
      })
      .option('done', { type: 'boolean', describe: '交办的事办完了' })
      .example('$0 assign WI179546740372500 --to 小王 --word 补箱号 --by +1', '交给小王，明天以前')
      .example('$0 list --status rejected --json | $0 assign - --to 小王 --word 改正退单', '退单的都交给小王')
      .example('$0 assign WI179546740372500 --done', '办完了'),
  completes: name => (name === 'entryNos' ? ['entry-numbers'] : undefined),
  async run({ office, report, rim }, { entryNos, to, word = '', by, done = false }: AssignArguments) {
    if (done === (to !== undefined)) throw usage('用 --to 写明交给谁，或用 --done，两者取一');
    const open = await office();
    const day = by === undefined ? '' : dayMeant(by, dayOf(open.now()));
    if (day === undefined) throw usage(`--by 没有这一天：${cleanLine(by ?? '')}；如 27、1027、20171027、+3`);
    const wanted = await entryNosOf(entryNos, rim);
    noteNothing(report, wanted, '没有给出录入序号');
    const work =
      to === undefined ? finishing(open) : placing(open, placingOf(await colleaguesOf(open), { to, word, by: day }));
    return reportOutcomes(report, await eachOf(wanted, String, work));
  },
};

const placing =
  (office: Office, of: Placing) =>
  async (entryNo: string): Promise<Outcome> => {
    const { task } = await placeDeclaration(office, entryNo, of);
    const { for: who = '', word = '', by = '' } = task ?? {};
    const told = [`已交给${cleanLine(who)}`, word, by && `${by} 以前`].filter(Boolean).join('，');
    return { input: entryNo, ok: true, document: { task }, lines: [`${entryNo}  ${told}`] };
  };

const finishing =
  (office: Office) =>
  async (entryNo: string): Promise<Outcome> => {
    const { task } = await finishTask(office, entryNo);
    const text = [`${entryNo}  办完`, cleanLine(task?.word ?? '')].filter(Boolean).join('：');
    return { input: entryNo, ok: true, document: { task }, lines: [text] };
  };
