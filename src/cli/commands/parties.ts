import { EXIT } from '../../errors.ts';
import { exportParties, importParties } from '../../jobs/exchange-parties.ts';
import type { Office } from '../../jobs/office.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { importedOutcome } from '../imported-outcome.ts';
import { type Input, inputsOf, noteNothing, shortName } from '../inputs.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';

interface PartiesArguments {
  readonly action: keyof typeof ACTIONS;
  readonly words?: readonly string[];
}

type Action = (context: Context, office: Office, words: readonly string[]) => Promise<number>;

const ACTIONS = {
  async import({ report, rim }, office, words) {
    if (words.length === 0) throw usage('没有写明文件', '如 baojian parties import 收发货人.xlsx');
    const inputs = await inputsOf(words, rim);
    noteNothing(report, inputs, '没有可导入的文件（xlsx、xls、csv）');
    return reportOutcomes(report, await eachOf(inputs, shortName, input => takenFrom(office, input)));
  },

  async export({ report }, office, [file = '']) {
    if (file === '') throw usage('没有写明文件名', '如 baojian parties export 收发货人.xlsx');
    const exported = await exportParties(office, file);
    report.result(exported, () => [`已写出 ${exported.parties} 个收发货人：${file}`]);
    return EXIT.done;
  },
} as const satisfies Record<string, Action>;

export const parties: Command = {
  command: 'parties <action> [words..]',
  right: { import: 'parties', export: 'declaration.read' },
  describe: '收发货人：import 文件 导入（xlsx、xls、csv，代码相同的替换），export 文件 写出',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), demandOption: true, describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '文件；- 为标准输入' })
      .example('$0 parties import 收发货人.xlsx', '导入一个工作簿')
      .example('$0 parties export 收发货人.csv', '写出全部，可改后再导入'),
  completes: () => ['files'],
  async run(context, { action, words = [] }: PartiesArguments) {
    return await ACTIONS[action](context, await context.office(), words);
  },
};

const takenFrom = async (office: Office, input: Input): Promise<Outcome> =>
  importedOutcome(input, await importParties(office, { name: input.name, bytes: await input.read() }));
