import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { keyboardAtStart } from '../../src/jobs/keyboard-at-start.ts';
import { changeSwitches } from '../../src/jobs/switches.ts';
import { openTestOffice } from './office.ts';

test('what was switched is known before the office is open', async () => {
  const { office } = await openTestOffice();
  expect(keyboardAtStart(office.home)).toBe('auto');
  await changeSwitches(office, held => ({ ...held, keyboard: 'off' }));
  expect(keyboardAtStart(office.home)).toBe('off');
});

test.each([
  ['no JSON', '{'],
  ['another shape', '{"version":1,"value":{"keyboard":"perhaps"}}'],
  ['another version', '{"version":9,"value":{"keyboard":"off"}}'],
])('a file that holds %s is as good as none', async (_what, text) => {
  const { office } = await openTestOffice();
  const file = join(office.home, 'settings', 'switches.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  expect(keyboardAtStart(office.home)).toBe('auto');
});
