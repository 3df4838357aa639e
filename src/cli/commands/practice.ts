import { EXIT } from '../../errors.ts';
import { timeOf } from '../../jobs/clock.ts';
import {
  findPracticeBureau,
  type RunningPractice,
  readMailbox,
  resetPracticeBureau,
  startPracticeBureau,
  stopPracticeBureau,
  troublePracticeBureau,
} from '../../jobs/practice.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';

interface PracticeArguments {
  readonly action: 'start' | 'status' | 'stop' | 'reset' | 'fault' | 'mailbox';
  readonly port?: number;
  readonly pace?: number;
  readonly fault?: readonly string[];
  readonly importFolder?: string;
  readonly settings?: readonly string[];
}

export const practice: Command = {
  command: 'practice <action> [settings..]',
  right: 'practice',
  describe: '练习局（在本机扮演局端）：start 启动，status 状态，stop 停止，reset 清空，fault 设置故障，mailbox 看短信',
  build: yargs =>
    yargs
      .positional('action', {
        choices: ['start', 'status', 'stop', 'reset', 'fault', 'mailbox'],
        demandOption: true,
        describe: '做什么',
      })
      .positional('settings', {
        type: 'string',
        array: true,
        describe: '与 fault 同用：drop=0.3、slow=500、verdict=reject …',
      })
      .option('port', { type: 'number', describe: '端口；不写由系统选' })
      .option('pace', { type: 'number', describe: '两条回执之间的毫秒数' })
      .option('import-folder', { type: 'string', describe: '同时在这个目录里扮演单一窗口的导入客户端' })
      .option('fault', { type: 'string', array: true, describe: '启动时的故障，如 drop=0.3' })
      .example('$0 practice start --pace 200', '启动，两条回执相隔 0.2 秒')
      .example('$0 practice start --import-folder ~/ImpPath', '也练习导入客户端（申报通讯 03）的目录')
      .example('$0 practice fault drop=0.3 verdict=reject', '三成应答丢失，一律退单')
      .example('$0 practice mailbox', '练习时的短信不发出去，都在这里')
      .example('$0 practice reset', '清空收过的报文和故障'),
  async run(
    { office, report, rim, home },
    { action, port, pace, importFolder, fault = [], settings = [] }: PracticeArguments,
  ) {
    const wishes = {
      ...(port !== undefined && { port }),
      ...(pace !== undefined && { pace }),
      ...(importFolder !== undefined && { importFolder }),
    };
    const place = { home, self: rim.self };
    const told = (running: RunningPractice | undefined, text: string) => {
      report.result({ running: running !== undefined, ...running }, () => [text, ...faultsIn(running)]);
      return EXIT.done;
    };
    switch (action) {
      case 'start': {
        await office();
        const running = await startPracticeBureau(place, {
          ...wishes,
          ...(fault.length > 0 && { faults: faultsFrom(fault) }),
        });
        return told(
          running,
          `练习局${running.started ? '已启动' : '已在运行'}：${running.url}（只供练习，不会上报任何数据）`,
        );
      }
      case 'status': {
        const running = await findPracticeBureau(place);
        return told(running, running ? `练习局在运行：${running.url}，收过 ${running.taken} 份报文` : '练习局没有运行');
      }
      case 'stop':
        return told(undefined, (await stopPracticeBureau(place)) ? '练习局已停止' : '练习局没有运行');
      case 'mailbox': {
        const messages = await readMailbox(place);
        report.result({ messages: messages.map(({ at, ...sms }) => ({ time: timeOf(at), ...sms })) }, () =>
          messages.length === 0
            ? ['信箱里没有短信']
            : messages.map(({ at, mobile, text }) => `${timeOf(at)}  ${mobile}  ${cleanLine(text)}`),
        );
        return EXIT.done;
      }
      case 'reset':
        await resetPracticeBureau(place);
        return told(await findPracticeBureau(place), '练习局已清空');
      case 'fault':
        if (settings.length === 0)
          throw usage('没有写明故障', '如 practice fault drop=0.3；practice reset 去掉全部故障');
        await troublePracticeBureau(place, faultsFrom(settings));
        return told(await findPracticeBureau(place), '练习局的故障已设置');
    }
  },
};

/** What is no fault, by the words of the settings that have several. */
const USUAL: readonly unknown[] = ['rules', 'some'];

/** The faults in force, so that nobody looks for a fault that he ordered himself. */
function faultsIn(running: RunningPractice | undefined): readonly string[] {
  const words = Object.entries(running?.faults ?? {}).flatMap(([name, value]) =>
    value && !USUAL.includes(value) ? [`${name}=${value}`] : [],
  );
  return words.length > 0 ? [`  按要求出错：${words.join(' ')}`] : [];
}

/** `drop=0.3 duplicate=true verdict=reject` as an object; whether the values fit is for the practice bureau to say. */
function faultsFrom(words: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    words.map(word => {
      const [, name, value = ''] = /^(\w+)=(.+)$/u.exec(word) ?? [];
      if (name === undefined) throw usage(`“${cleanLine(word)}”应写成 名称=值`, '如 drop=0.3');
      return [
        name,
        value === 'true' ? true : value === 'false' ? false : Number.isNaN(Number(value)) ? value : Number(value),
      ];
    }),
  );
}
