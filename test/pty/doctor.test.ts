import { join } from 'node:path';
import { expect, it } from 'vitest';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { start } from './screen.ts';

it('the terminal is asked, told of, and given back as it was', async () => {
  const { main } = await built();
  const home = join(temporaryFolder(), '没有');
  const command = [process.execPath, main, 'doctor', '--home', home];
  const screen = start(['sh', '-c', '"$@"; echo "code $?"; stty -a', 'sh', ...command], {
    env: { LANG: 'C.UTF-8', LC_ALL: undefined, TMUX: undefined, STY: undefined },
  });
  try {
    expect(await screen.exit()).toMatchObject({ exitCode: 0 });
    const text = screen.text();
    expect(text).toContain('✓ 终端：80×24 格');
    expect(text).toMatch(/✓ 终端：UTF-8，/u);
    expect(text).toMatch(/✓ 终端：键盘：/u);
    expect(text).toContain('! 数据目录：还没有：');
    expect(text).toContain('code 0');
    expect(text).toMatch(/[^-]icanon[\s\S]*[^-]echo /u);
    expect(screen.onAlternateScreen()).toBe(false);
  } finally {
    screen.kill();
  }
});
