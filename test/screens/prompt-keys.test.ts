import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted } from '../../screens/draw/line.ts';
import type { PromptSource } from '../../screens/paint/follow-prompt.ts';
import { mount } from '../../screens/paint/mount.tsx';
import { TEXT_MOVES, type TextState, textState, typeInto } from '../../screens/widgets/text-state.ts';
import { graphemes } from '../../src/terminal/graphemes.ts';
import type { Key } from '../../src/terminal/key.ts';
import { openTerminal } from '../../src/terminal/terminal.ts';
import { FakeProcess, FakeStdin, FakeStdout, settled } from '../terminal/streams.ts';
import { createScreen, read, show } from '../terminal/xterm.ts';
import { ask, WIDTH } from './asked.ts';

const MOVES: Readonly<Record<string, string>> = {
  left: 'text.left',
  right: 'text.right',
  home: 'text.home',
  end: 'text.end',
  delete: 'text.delete',
  backspace: 'text.backspace',
};

// biome-ignore format: table
const BYTES: Readonly<Record<string, string>> = {
  '\x1b[D': 'text.left', '\x1b[C': 'text.right', '\x1b[H': 'text.home', '\x1b[F': 'text.end', '\x1b[3~': 'text.delete', '\x7f': 'text.backspace',
};

const edit = (state: TextState, run: string | undefined, text: string): TextState =>
  (run === undefined ? undefined : TEXT_MOVES[run])?.(state) ?? typeInto(state, text);

const typed = fc.constantFrom('a', '检', '𠮷', ' ', ...Object.keys(BYTES));

it('whoever edits, Ink or the program, before Ink is there and after: the text is what was typed, at any speed', async () => {
  const typing = fc.array(fc.array(typed, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 });
  const editors = new Set<string>();
  await fc.assert(
    fc.asyncProperty(typing, async reads => {
      const stdin = new FakeStdin();
      const stdout = new FakeStdout();
      const terminal = openTerminal({ stdin, stdout, process: new FakeProcess(), env: { TERM: 'xterm-256color' } });
      const asked = ask('单𠮷', terminal.passTo);
      // As the key table has it for the keys that a prompt of Ink does not get.
      const hear = (key: Key): void => {
        editors.add('program');
        const { text, caret } = asked.text();
        const next = edit({ ...textState(text), caret }, MOVES[key.name], key.text ?? '');
        asked.change(next.text, next.caret);
      };
      terminal.onKey(hear);
      const prompts: PromptSource = {
        ...asked.prompts,
        edited(...edit) {
          editors.add('Ink');
          asked.prompts.edited(...edit);
        },
      };
      const ink = mount(asked.source, prompts, terminal);
      for (const keys of reads) {
        stdin.type(keys.join(''));
        await settled(keys.length + 6);
      }
      const expected = reads.flat().reduce((state, key) => edit(state, BYTES[key], key), textState('单𠮷'));
      expect(asked.text()).toMatchObject({ text: expected.text, caret: expected.caret });
      const screen = createScreen(terminal.size());
      await ink.flush();
      await show(screen, stdout.written);
      if (graphemes(expected.text).length <= WIDTH / 2 - 1)
        expect(read(screen).split('\n')[1]).toBe(`│ ${fitted(expected.text, WIDTH)} │`);
      const cursor = asked.source.cursor();
      expect({ x: screen.buffer.active.cursorX, y: screen.buffer.active.cursorY }).toEqual(cursor);
      ink.unmount();
      terminal.close();
    }),
    { numRuns: 40 },
  );
  expect([...editors].sort()).toEqual(['Ink', 'program']);
});
