import { EXIT } from '../../errors.ts';
import type { Finding } from '../../jobs/doctor/finding.ts';
import { good } from '../../jobs/doctor/finding.ts';
import { homeFindings } from '../../jobs/doctor/home.ts';
import { officeFindings } from '../../jobs/doctor/office.ts';
import { terminalFindings } from '../../jobs/doctor/terminal.ts';
import type { Command } from '../context.ts';
import { interruptible } from '../interruptible.ts';

const MARKS = { good: '✓', mind: '!', bad: '✗' } as const;

export const doctor: Command = {
  command: 'doctor',
  right: 'anybody',
  describe: '检查这里用得了用不了：终端、数据目录、通讯、代码表、字体、打印机，每项一行，不好的写明怎么办',
  build: yargs =>
    yargs
      .option('offline', { type: 'boolean', default: false, describe: '不去问局端' })
      .example('$0 doctor', '求助时先给对方看这个；里面没有密码，也没有单证的内容')
      .example('$0 doctor --offline --json', '给脚本'),
  async run(context, { offline }: { offline: boolean }) {
    const { rim, report, home, isFirstStart, office } = context;
    const terminal = await rim.terminal?.();
    const about = [
      good('程序', `报检台 ${rim.version}，Node ${rim.runtime}，${rim.platform}`),
      ...terminalFindings(terminal, rim.env),
    ];
    const findings = await interruptible(context, async signal => {
      const { findings: ofHome, office: open } = await homeFindings(home, isFirstStart, office, () => context.database);
      return [...about, ...ofHome, ...(open ? await officeFindings(open, { offline, signal }) : [])];
    });
    report.result({ findings }, () => findings.flatMap(linesOf));
    return findings.some(({ state }) => state === 'bad') ? EXIT.faults : EXIT.done;
  },
};

function linesOf({ area, state, text, next }: Finding): readonly string[] {
  const first = `${MARKS[state]} ${area}：${text}`;
  return next === undefined ? [first] : [first, `  → ${next}`];
}
