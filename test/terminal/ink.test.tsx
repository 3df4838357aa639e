import { readFileSync } from 'node:fs';
import { Box, render, Text } from 'ink';
import TextInput from 'ink-text-input';
import { useEffect, useLayoutEffect, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { hyperlinked, linkStart } from '../../src/terminal/hyperlinks.ts';
import { openTerminal, type Terminal } from '../../src/terminal/terminal.ts';
import { FakeProcess, FakeStdin, FakeStdout, settled } from './streams.ts';
import { createScreen, read, show } from './xterm.ts';

function open() {
  const stdin = new FakeStdin();
  const stdout = new FakeStdout();
  const terminal = openTerminal({ stdin, stdout, process: new FakeProcess(), env: { TERM: 'xterm-256color' } });
  // It marks what is pasted: what comes in one read is keys.
  stdin.type('\x1b[?2004;1$y');
  return { stdin, stdout, terminal };
}

/** Every write of Ink with the settings that it is run with. */
function spiedWrites(terminal: Terminal): string[] {
  const writes: string[] = [];
  const { stdout } = terminal.inkOptions;
  const write = stdout.write.bind(stdout);
  stdout.write = (chunk: unknown, ...rest: unknown[]) => {
    writes.push(String(chunk));
    return Reflect.apply(write, undefined, [chunk, ...rest]);
  };
  return writes;
}

let setCount: (count: number) => void = () => {};

function Counter() {
  const [count, set] = useState(0);
  setCount = set;
  return (
    <Box flexDirection="column">
      <Text>数量 {count}</Text>
      <Text>第二行</Text>
    </Box>
  );
}

describe('Ink 8.0.0 as the painter relies on it', () => {
  it('is the pinned version', () => {
    const version = JSON.parse(readFileSync(new URL('../../node_modules/ink/package.json', import.meta.url), 'utf8'));
    expect(version.version).toBe('8.0.0');
  });

  it('writes one whole frame a commit, an empty barrier, and at the end the frame again with a cursor switch', async () => {
    const { terminal } = open();
    const writes = spiedWrites(terminal);
    const ink = render(<Counter />, terminal.inkOptions);
    await settled();
    expect(writes.splice(0)).toEqual(['数量 0\n第二行']);
    setCount(1);
    await settled();
    expect(writes.splice(0)).toEqual(['数量 1\n第二行']);
    setCount(2);
    setCount(3);
    await settled();
    expect(writes.splice(0)).toEqual(['数量 3\n第二行']);
    await ink.waitUntilRenderFlush();
    expect(writes.splice(0)).toEqual(['']);
    ink.unmount();
    await ink.waitUntilExit();
    expect(writes.splice(0)).toEqual(['数量 3\n第二行', '\x1b[?25h', '']);
    terminal.close();
  });

  it('lets a link through, which the painter writes where the terminal takes it', async () => {
    const env = { TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' };
    const stdout = new FakeStdout();
    const terminal = openTerminal({ stdin: new FakeStdin(), stdout, process: new FakeProcess(), env });
    const row = `│ \x1b[1m${hyperlinked('票 https://a.exa', 'https://a.example/?ticket=1')}\x1b[0m │`;
    const ink = render(<Text wrap="truncate">{row}</Text>, terminal.inkOptions);
    await settled();
    expect(stdout.written).toContain(`${linkStart('https://a.example/?ticket=1')}\x1b[1m票 https://a.exa`);
    ink.unmount();
    terminal.close();
  });

  it('closes every style at the end of its line', async () => {
    const { terminal } = open();
    const writes = spiedWrites(terminal);
    const ink = render(<Text>{'\x1b[31m一\n二\x1b[39m'}</Text>, terminal.inkOptions);
    await settled();
    expect(writes).toEqual(['\x1b[31m一\x1b[39m\n\x1b[31m二\x1b[39m']);
    ink.unmount();
    terminal.close();
  });

  it('lays out anew and repaints when the terminal changes its size', async () => {
    const { stdout, terminal } = open();
    const ink = render(
      <Box width="100%" justifyContent="flex-end">
        <Text>右</Text>
      </Box>,
      terminal.inkOptions,
    );
    await settled();
    stdout.taken();
    Object.assign(stdout, { columns: 10, rows: 5 });
    stdout.emit('resize');
    await settled();
    const screen = createScreen(terminal.size());
    await show(screen, stdout.taken());
    expect(read(screen)).toBe(`${' '.repeat(8)}右`);
    ink.unmount();
    terminal.close();
  });
});

function Field({ terminal }: { terminal: Terminal }) {
  const [value, setValue] = useState('');
  useEffect(() => terminal.onKey(key => setValue(before => before + (key.text ?? ''))), [terminal]);
  useLayoutEffect(() => terminal.setCursor({ x: value.length + 1, y: 0 }), [terminal, value]);
  return <Text>{`[${value.padEnd(8)}]`}</Text>;
}

describe('a typed character on its way through Ink', () => {
  it('is written with the cursor in one go, and costs itself', async () => {
    const { stdin, stdout, terminal } = open();
    const ink = render(<Field terminal={terminal} />, terminal.inkOptions);
    await settled();
    stdout.taken();
    stdin.type('a');
    await settled();
    expect(stdout.writes.splice(0)).toEqual(['a']);
    stdin.type('bcd');
    await settled();
    expect(stdout.writes.splice(0)).toEqual(['bcd']);
    ink.unmount();
    terminal.close();
  });
});

function Prompt({ terminal, submitted, heard }: { terminal: Terminal; submitted: string[]; heard: string[] }) {
  const [value, setValue] = useState('');
  const [done, setDone] = useState(false);
  useEffect(() => {
    terminal.passTo(done ? 'program' : 'ink');
    return terminal.onKey(key => {
      heard.push(key.text ?? key.name);
      if (key.name !== 'enter' || done) return;
      terminal.passTo('program');
      submitted.push(value);
      setDone(true);
    });
  }, [terminal, submitted, heard, done, value]);
  if (done) return <Text>{`得 ${value}`}</Text>;
  return <TextInput value={value} onChange={setValue} showCursor />;
}

describe('ink-text-input behind the decoder', () => {
  async function prompt(typed: string): Promise<{ submitted: string[]; heard: string[]; frame: string }> {
    const { stdin, stdout, terminal } = open();
    const submitted: string[] = [];
    const heard: string[] = [];
    const ink = render(<Prompt terminal={terminal} submitted={submitted} heard={heard} />, terminal.inkOptions);
    await settled();
    stdin.type(typed);
    await settled(typed.length + 10);
    const screen = createScreen(terminal.size());
    await show(screen, stdout.written);
    const frame = read(screen);
    ink.unmount();
    terminal.close();
    return { submitted, heard, frame };
  }

  it('gets all of a read, and what comes after Enter goes to the program', async () => {
    expect(await prompt('110000\r\t9')).toEqual({
      submitted: ['110000'],
      heard: ['enter', 'tab', '9'],
      frame: '得 110000',
    });
  });

  it('edits at the caret', async () => {
    expect((await prompt('报台\x1b[D检x\x7f\r')).submitted).toEqual(['报检台']);
  });

  it('is not typed into by shortcuts', async () => {
    expect(await prompt('a\x11\x1bs\x1bOSb\r')).toMatchObject({ submitted: ['ab'], heard: ['q', 's', 'f4', 'enter'] });
  });

  it('takes a paste as text of one line', async () => {
    expect((await prompt('\x1b[200~甲\r\n乙\x1b[201~\r')).submitted).toEqual(['甲 乙']);
  });
});
