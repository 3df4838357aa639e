import { COMMANDS } from '../src/cli/commands.ts';
import { type GuidePart, type GuideSection, readGuide } from '../src/jobs/guide.ts';

/** The page docs/guide.zh.md: the chapters of data/guide with their tables and pictures. */
export async function guideDocument(): Promise<string> {
  const rows = COMMANDS.map(({ command, describe }) => [`\`${command.split(' ')[0]}\``, describe]);
  const guide = await readGuide('data', { commands: { kind: 'table', head: ['命令', '用来'], rows } });
  return [
    '# 操作手册',
    '',
    'Written by `npm run generate` from `data/guide`; `baojian help 章节` shows it in the terminal, F1 twice the section of what is in front.',
    '',
    ...guide.map(section => `${'  '.repeat(depthOf(section) - 1)}- [${headingOf(section)}](#${anchorOf(section)})`),
    ...guide.flatMap(section => [
      '',
      `${'#'.repeat(depthOf(section) + 1)} ${headingOf(section)}`,
      ...section.parts.flatMap(markdownOf),
    ]),
    '',
  ].join('\n');
}

const headingOf = ({ number, title }: GuideSection): string => `${number} ${title}`;
const depthOf = ({ number }: GuideSection): number => number.split('.').length;

/** As the readers of Markdown make them: no marks, spaces as lines. */
const anchorOf = (section: GuideSection): string =>
  headingOf(section)
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

function markdownOf(part: GuidePart): readonly string[] {
  if (part.kind === 'text') return ['', part.text];
  if (part.kind === 'item') return ['', `- ${part.text}`];
  if (part.kind === 'code') return ['', '```sh', ...part.lines, '```'];
  if (part.kind === 'picture') return ['', `![](${part.name}.svg)`];
  const row = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return ['', row(part.head), `|${'---|'.repeat(part.head.length)}`, ...part.rows.map(row)];
}
