/** A tiny program on the terminal room: one field to type into. F2 throws, Ctrl+Q quits. */
import { rawModeFirst } from '../../../src/terminal/raw-mode-first.ts';

const early = rawModeFirst(process.stdin);

const { Box, render, Text } = await import('ink');
const { useEffect, useLayoutEffect, useState } = await import('react');
const { default: stringWidth } = await import('string-width');
const { openTerminal } = await import('../../../src/terminal/terminal.ts');

const terminal = openTerminal({ stdin: process.stdin, stdout: process.stdout, process, env: process.env, early });

function Note() {
  const [value, setValue] = useState('');
  const [size, setSize] = useState(terminal.size());
  useEffect(
    () =>
      terminal.onKey(key => {
        if (key.name === 'f2') throw new Error('故意出错');
        if (key.ctrl && key.name === 'q') quit();
        if (key.name === 'backspace') setValue(before => Array.from(before).slice(0, -1).join(''));
        if (key.text !== undefined) setValue(before => before + key.text);
      }),
    [],
  );
  useEffect(() => terminal.onResize(() => setSize(terminal.size())), []);
  useLayoutEffect(() => terminal.setCursor({ x: 3 + stringWidth(value), y: 1 }), [value]);
  return (
    <Box flexDirection="column">
      <Text>{`便条 ${size.columns}x${size.rows}`}</Text>
      <Text>{` > ${value}`}</Text>
      <Text color="green">{`共 ${Array.from(value).length} 字`}</Text>
    </Box>
  );
}

const ink = render(<Note />, terminal.inkOptions);

function quit(): void {
  ink.unmount();
  terminal.close();
  process.stdout.write('再见\n');
  process.exit(0);
}
