import { describe, expect, it } from 'vitest';
import { type PtyScreen, start, startProgram } from './screen.ts';

async function withNote(watch: (screen: PtyScreen) => Promise<void>, options = {}): Promise<void> {
  const screen = startProgram('test/pty/programs/note.tsx', [], options);
  try {
    await watch(screen);
  } finally {
    screen.kill();
  }
}

describe('a program in a real terminal', () => {
  it('starts, hears what was typed before it was ready, takes Chinese, follows a resize, and leaves the screen', () =>
    withNote(async screen => {
      screen.type('早');
      await screen.waitFor('共 1 字');
      expect(screen.onAlternateScreen()).toBe(true);
      screen.type('报检𠮷䶮x');
      screen.press('backspace');
      await screen.waitFor('共 5 字');
      expect(screen.text()).toBe('便条 80x24\n > 早报检𠮷䶮\n共 5 字');
      expect(screen.cursor()).toEqual({ x: 13, y: 1 });
      screen.resize(60, 16);
      await screen.waitFor('便条 60x16');
      expect(screen.text()).toBe('便条 60x16\n > 早报检𠮷䶮\n共 5 字');
      screen.press('ctrl+q');
      expect(await screen.exit()).toMatchObject({ exitCode: 0 });
      expect(screen.onAlternateScreen()).toBe(false);
      // The kernel may have echoed the first key before the program ran at all.
      expect(screen.text()).toMatch(/^早?再见$/);
    }));

  it('shows an error on the restored screen, and leaves the line as the shell wants it', async () => {
    const note = [process.execPath, '--import', 'tsx', 'test/pty/programs/note.tsx'];
    const screen = start(['sh', '-c', '"$@"; echo "code $?"; stty -a', 'sh', ...note], { rows: 50 });
    try {
      await screen.waitFor('共 0 字');
      screen.press('f2');
      await screen.exit();
      expect(screen.onAlternateScreen()).toBe(false);
      expect(screen.text()).toMatch(/^程序出错[\s\S]*故意出错[\s\S]*code 70\n/);
      expect(screen.text()).toMatch(/[^-]icanon/);
      expect(screen.text()).toMatch(/[^-]echo /);
    } finally {
      screen.kill();
    }
  });

  it('is restored after a signal', () =>
    withNote(async screen => {
      await screen.waitFor('共 0 字');
      screen.signal('SIGTERM');
      expect(await screen.exit()).toMatchObject({ exitCode: 143 });
      expect(screen.onAlternateScreen()).toBe(false);
      expect(screen.text()).toBe('');
    }));
});
