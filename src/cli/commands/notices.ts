import { EXIT } from '../../errors.ts';
import { noticeLog, noticeSettings, testNotice } from '../../jobs/notices.ts';
import type { Office } from '../../jobs/office.ts';
import { NOTICE_EVENTS } from '../../jobs/settings/notices.ts';
import { cleanLine } from '../../text.ts';
import type { Command, Context } from '../context.ts';
import { tableOf } from '../report.ts';

type Event = keyof typeof NOTICE_EVENTS;
type Action = (context: Context, office: Office, event: Event | undefined) => Promise<void>;

const ACTIONS = {
  async show({ report }, office) {
    const settings = await noticeSettings(office);
    const { line = '', seconds } = settings;
    const told = (Object.keys(NOTICE_EVENTS) as Event[]).filter(event => settings[event]);
    report.result({ line, events: told, seconds }, () =>
      line === ''
        ? ['没有设置程序，谁也不通知', '  → settings set notices.line "/路径/程序 参数"']
        : [
            `程序：${cleanLine(line)}`,
            `通知：${told.map(event => NOTICE_EVENTS[event]).join('、') || '都不'}`,
            `最多运行 ${seconds} 秒`,
          ],
    );
  },

  async test({ report }, office, event) {
    const text = await testNotice(office, event);
    report.result({ text }, () => [`通知的程序办好了${text && `：${cleanLine(text)}`}`]);
  },

  async log({ report }, office) {
    const lines = await noticeLog(office);
    report.result(lines, () =>
      lines.length === 0
        ? ['还没有通知过']
        : tableOf(
            ['时间', '录入序号', '结果'],
            lines.map(({ at, entryNo, text }) => [at, entryNo, cleanLine(text)]),
          ),
    );
  },
} as const satisfies Record<string, Action>;

export const notices: Command = {
  command: 'notices [action] [event]',
  right: { show: 'declaration.read', test: 'settings.channel', log: 'audit.read' },
  describe: '向外通知：收到放行、退单、抽中、缺单据的回执时运行一个程序。show 现在怎样，test 试一次，log 通知过哪些',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), default: 'show', describe: '做什么' })
      .positional('event', {
        choices: Object.keys(NOTICE_EVENTS) as Event[],
        describe: 'test：试哪一种，不写是 released',
      })
      .example(
        '$0 settings set notices.line "/usr/local/bin/notice-mail 单证组@example.com"',
        '程序和它的参数，不经过 shell',
      )
      .example('$0 notices test', '用一份没有的单证试一次')
      .example('$0 settings set notices.sampled false', '抽中不通知')
      .example('$0 notices log', '通知过哪些，办成没有'),
  async run(context, { action, event }: { action: keyof typeof ACTIONS; event?: Event }) {
    await ACTIONS[action](context, await context.office(), event);
    return EXIT.done;
  },
};
