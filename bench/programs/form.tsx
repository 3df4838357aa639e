/** The measured program: 120 fields at 120x40, each row drawn as one Text and told only of its own fields. */
import { Box, render, Text } from 'ink';
import { memo, useLayoutEffect, useSyncExternalStore } from 'react';
import { openTerminal } from '../../src/terminal/terminal.ts';

const ROWS = 40;
const FIELDS_A_ROW = 3;
const FIELD_WIDTH = 39;
const LABEL = '货物名称';
/** Label, its number and the bar. */
const LABEL_WIDTH = 10;

const rows = Array.from({ length: ROWS }, () => Array.from({ length: FIELDS_A_ROW }, () => ''));
const listeners = rows.map(() => new Set<() => void>());
let focus = 0;

const terminal = openTerminal({ stdin: process.stdin, stdout: process.stdout, process, env: process.env });

function change(value: (before: string) => string): void {
  const y = Math.floor(focus / FIELDS_A_ROW);
  rows[y] = (rows[y] ?? []).map((text, i) => (i === focus % FIELDS_A_ROW ? value(text) : text));
  for (const listener of listeners[y] ?? []) listener();
}

terminal.onKey(key => {
  if (key.name === 'tab') {
    focus = (focus + 1) % (ROWS * FIELDS_A_ROW);
    change(() => '');
  } else if (key.text !== undefined) change(before => before + key.text);
});

function lineOf(fields: readonly string[]): string {
  return fields
    .map((value, i) => `\x1b[36m${LABEL}${i}\x1b[39m│${value.padEnd(FIELD_WIDTH - LABEL_WIDTH)}`)
    .join('')
    .trimEnd();
}

const Row = memo(({ y }: { y: number }) => {
  const fields = useSyncExternalStore(
    listener => {
      listeners[y]?.add(listener);
      return () => listeners[y]?.delete(listener);
    },
    () => rows[y] ?? [],
  );
  useLayoutEffect(() => {
    if (Math.floor(focus / FIELDS_A_ROW) !== y) return;
    const i = focus % FIELDS_A_ROW;
    terminal.setCursor({ x: i * FIELD_WIDTH + LABEL_WIDTH + (fields[i] ?? '').length, y });
  }, [fields, y]);
  return <Text wrap="truncate">{lineOf(fields)}</Text>;
});

function Form() {
  return (
    <Box flexDirection="column" width={FIELD_WIDTH * FIELDS_A_ROW}>
      {rows.map((_, y) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a form never move
        <Row key={y} y={y} />
      ))}
    </Box>
  );
}

render(<Form />, terminal.inkOptions);
