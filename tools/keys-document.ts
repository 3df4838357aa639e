import type { KeyTable } from '../src/keys/binding.ts';
import { isLegacySafe } from '../src/keys/legacy.ts';
import { keyName } from '../src/keys/names.ts';

/** The page docs/KEYS.md. */
export function keysDocument(table: KeyTable): string {
  const sections = Object.entries(table.contexts).flatMap(([name, { title }]) => {
    const rows = table.bindings.filter(binding => binding.in === name);
    if (rows.length === 0) return [];
    const lines = rows.map(({ keys, label, run, help }) => {
      const safe = keys.filter(isLegacySafe).map(cell);
      const others = keys.filter(key => !isLegacySafe(key)).map(cell);
      return `| ${label} | ${others.join(' ')} | ${safe.join(' ')} | ${help ?? ''} | \`${run}\` |`;
    });
    return [
      '',
      `## ${title}`,
      '',
      '| 功能 | 按键 | 任何终端都有的按键 | 说明 | action |',
      '|---|---|---|---|---|',
      ...lines,
    ];
  });
  return [
    '# 按键',
    '',
    'Written by `npm run generate` from `src/keys/table.ts`. The second column needs a terminal that can tell these keys apart;',
    'the third works everywhere: PuTTY, the Linux console, tmux, macOS Terminal without Meta.',
    ...sections,
    '',
  ].join('\n');
}

const cell = (chord: string) => `\`${keyName(chord).replaceAll('|', '\\|')}\``;
