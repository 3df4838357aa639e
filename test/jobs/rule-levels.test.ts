import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAULT_CODES, isSettable } from '../../src/catalogue/wording.ts';
import type { OfficeLevel } from '../../src/declaration/check.ts';
import { adoptDocument, saveDeclaration } from '../../src/jobs/keep-declarations.ts';
import { checkContext, type Office } from '../../src/jobs/office.ts';
import { changeRule } from '../../src/jobs/rule-levels.ts';
import { getSetting, setSetting } from '../../src/jobs/settings/by-name.ts';
import { exportSettings, importSettings } from '../../src/jobs/settings/file.ts';
import { ruleSettings } from '../../src/jobs/settings/rule-levels.ts';
import { inbound, ORANGES } from '../practice/declarations.ts';
import { openTestOffice, userError } from './office.ts';

/** A line whose amounts contradict: an error; and whose price does not make its total: a warning. */
const CONTRADICTING = { ...ORANGES, quantity: '11', unitPrice: '7' };

async function savedWith(office: Office) {
  const record = await adoptDocument(office, inbound('', [CONTRADICTING]));
  const { saved, faults } = await saveDeclaration(office, record);
  return [saved, ...faults.map(({ code, level }) => `${code} ${level}`)];
}

const USUAL = [false, 'price.total warning', 'quantity.standard error'];
const set = (code: string, level: OfficeLevel | '') => (office: Office) => setSetting(office, `rules.${code}`, level);

describe('what an office makes of the rules', () => {
  test('is the usual until somebody changes it', async () => {
    const { office } = await openTestOffice();
    expect((await savedWith(office)).sort()).toEqual([...USUAL].sort());
  });

  // biome-ignore format: table
  test.each<[string, (office: Office) => Promise<unknown>, ...unknown[]]>([
    ['an error as a warning',   set('quantity.standard', 'warning'), true,  'price.total warning', 'quantity.standard warning'],
    ['an error off',            set('quantity.standard', 'off'),     true,  'price.total warning'],
    ['a warning as an error',   set('price.total', 'error'),         false, 'price.total error', 'quantity.standard error'],
    ['a warning off',           set('price.total', 'off'),           false, 'quantity.standard error'],
    ['as usual again',          async office => { await set('price.total', 'off')(office); await set('price.total', '')(office); }, ...USUAL],
    ['by the screen',           office => changeRule(office, 'price.total', () => 'off'), false, 'quantity.standard error'],
  ])('%s', async (_, change, ...found) => {
    const { office } = await openTestOffice();
    await change(office);
    expect((await savedWith(office)).map(String).sort()).toEqual(found.map(String).sort());
  });

  test('counts at once in another program of the same home', async () => {
    const { office, openAgain } = await openTestOffice();
    const other = await openAgain();
    await changeRule(other, 'quantity.standard', () => 'off');
    expect((await savedWith(office))[0]).toBe(true);
  });

  test('what the message itself needs cannot be changed, and why is said', async () => {
    const { office } = await openTestOffice();
    const error = await userError(setSetting(office, 'rules.required', 'off'));
    expect([error.code, error.message]).toEqual([
      'rules.fixed',
      '规则 required 不能改：报文本身要求如此，不符合就发不出去',
    ]);
    expect((await userError(changeRule(office, 'text.too-long', () => 'warning'))).code).toBe('rules.fixed');
    expect((await userError(setSetting(office, 'rules.no-such', 'off'))).code).toBe('rules.unknown');
    expect((await userError(setSetting(office, 'rules.price.total', 'never'))).message).toContain(
      '应为 error、warning 或 off',
    );
  });

  test('all that can be changed is listed by name', async () => {
    const { office } = await openTestOffice();
    await set('price.total', 'error')(office);
    const { leaves } = await getSetting(office, 'rules');
    expect(leaves.map(({ name }) => name)).toEqual(FAULT_CODES.filter(isSettable).map(code => `rules.${code}`));
    expect((await getSetting(office, 'rules.price.total')).value).toBe('error');
  });

  test('goes with the other settings to another office', async () => {
    const { office } = await openTestOffice();
    await set('price.total', 'off')(office);
    const { office: other } = await openTestOffice();
    const changes = await importSettings(other, JSON.parse(JSON.stringify(await exportSettings(office))));
    expect(changes).toEqual([{ name: 'rules.price.total', before: 'warning', after: 'off' }]);
    expect(await other.readLevels()).toEqual({ 'price.total': 'off' });
  });

  test('a file that cannot be read keeps nobody out, but nothing is saved by levels that nobody knows', async () => {
    const { office, home, openAgain } = await openTestOffice();
    await mkdir(join(home, 'settings'), { recursive: true });
    await writeFile(
      join(home, 'settings', 'rules.json'),
      JSON.stringify({ version: 1, value: { 'price.total': 'no' } }),
    );
    const again = await openAgain();
    const error = await userError(saveDeclaration(again, await adoptDocument(office, inbound(''))));
    expect([error.code, error.message]).toEqual(['settings.shape', expect.stringContaining('price.total')]);
  });

  test('a file of another program cannot turn off what the message needs', async () => {
    const { office, home } = await openTestOffice();
    await mkdir(join(home, 'settings'), { recursive: true });
    const value = { required: 'off', 'price.total': 'off' };
    await writeFile(join(home, 'settings', 'rules.json'), JSON.stringify({ version: 1, value }));
    const levels = await office.readLevels();
    expect(ruleSettings(levels).find(({ code }) => code === 'required')?.level).toBe('error');
    const record = await adoptDocument(office, inbound('', [], { contractNo: '' }));
    expect((await saveDeclaration(office, record)).faults.map(({ code }) => code)).toContain('required');
    expect(checkContext(office).levels).toEqual(value);
  });
});
