import { EXIT } from '../../errors.ts';
import { type GuideSection, readGuide, sectionLines, sectionsNamed } from '../../jobs/guide.ts';
import type { Command } from '../context.ts';
import { tableOf } from '../report.ts';

/** Shows the guide; `commands` are those that its chapter on batch lists. */
export const guideOf = (commands: () => readonly Command[]): Command => ({
  command: 'guide <section>',
  aliases: ['help'],
  right: 'anybody',
  describe: '操作手册：节号（3.4.3）或标题里的词；all 列出目录',
  build: yargs =>
    yargs
      .positional('section', { type: 'string', demandOption: true, describe: '节号、标题里的词，或 all' })
      .example('$0 help all', '目录')
      .example('$0 help 3.4.4', '页面弹窗')
      .example('$0 help 打印', '标题里有“打印”的各节'),
  async run({ report, rim }, { section }: { readonly section: string }) {
    const rows = commands().map(({ command, describe }) => [command.split(' ')[0] ?? '', describe]);
    const guide = await readGuide(rim.dataFolder, { commands: { kind: 'table', head: ['命令', '用来'], rows } });
    if (section === 'all') {
      report.result(guide.map(titleOf), () =>
        guide.map(({ number, title }) => `${indentOf(number)}${number} ${title}`),
      );
    } else {
      const sections = sectionsNamed(guide, section);
      report.result(
        sections.map(each => ({ ...titleOf(each), lines: sectionLines(each) })),
        () => sections.flatMap(each => shown(sectionLines(each))),
      );
    }
    return EXIT.done;
  },
});

const titleOf = ({ number, title }: GuideSection) => ({ number, title });

const indentOf = (number: string): string => '  '.repeat(number.split('.').length - 1);

/** Rows of a table that follow one another stand in columns. */
function shown(lines: readonly string[]): readonly string[] {
  const out: string[] = [];
  let rows: string[][] = [];
  for (const line of [...lines, '']) {
    if (line.startsWith('\t')) rows.push(line.slice(1).split('\t'));
    else {
      if (rows.length > 0) out.push(...tableOf(rows[0] ?? [], rows.slice(1)).map(row => `  ${row}`));
      rows = [];
      out.push(line);
    }
  }
  return out;
}
