import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fontsOf } from '../../src/jobs/print-files.ts';
import { fontFilesOf } from '../../src/jobs/print-settings.ts';
import { setSetting } from '../../src/jobs/settings/by-name.ts';
import { fontFor } from '../../src/paper/fonts.ts';
import { fontFile } from '../paper/records.ts';
import { openTestOffice, userError } from './office.ts';

test('the program finds its own font, and the second one is what the office says', async () => {
  const { office } = await openTestOffice();
  const files = await fontFilesOf(office);
  expect([existsSync(files.main), files.second]).toEqual([true, ['/usr/share/fonts/truetype/hanazono/HanaMinB.ttf']]);
  await setSetting(office, 'paper.fallbackFont', fontFile('700Bold'));
  expect((await fontFilesOf(office)).second[0]).toBe(fontFile('700Bold'));
  const { main, second } = await fontsOf(office);
  expect(fontFor('国', { main, second })).toBe('main');
  expect([main.postscriptName, second()?.postscriptName]).toEqual(['NotoSerifSC-Regular', 'NotoSerifSC-Bold']);
});

test('a font that is not there is refused', async () => {
  const { office } = await openTestOffice();
  const error = await userError(setSetting(office, 'paper.fallbackFont', '/no/such.ttf'));
  expect([error.code, error.message]).toEqual([
    'settings.font',
    expect.stringContaining('没有这个字体文件：/no/such.ttf'),
  ]);
});
