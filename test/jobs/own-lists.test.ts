import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Enterprise,
  enterprisesOf,
  keepEnterprise,
  keepParties,
  keepParty,
  type Party,
  partiesOf,
  preferEnterprise,
  removeEnterprises,
  removeParties,
} from '../../src/jobs/own-lists.ts';
import { openTestOffice, userError } from './office.ts';
import { DATA } from './office-options.ts';

const party = (code: string, more: Partial<Party> = {}): Party => ({
  code,
  name: `公司${code}`,
  nameEn: '',
  address: '',
  contact: '',
  ...more,
});
const enterprise = (number: string, more: Partial<Enterprise['defaults']> = {}): Enterprise => ({
  number,
  name: `企业${number}`,
  defaults: { all: {}, in: {}, out: {}, pack: {}, ...more },
});

describe('parties', () => {
  test('a new one, one with another code, one of a code that is taken', async () => {
    const { office } = await openTestOffice();
    await keepParties(office, [party('1'), party('2'), party('3')]);
    await keepParty(office, party('4', { address: ' 北京\u0007 ' }));
    await keepParty(office, party('9', { name: '改名' }), '2');
    await keepParty(office, party('3', { contact: '010' }), '3');
    expect((await partiesOf(office)).map(({ code, name }) => `${code} ${name}`)).toEqual([
      '1 公司1',
      '9 改名',
      '3 公司3',
      '4 公司4',
    ]);
    expect((await partiesOf(office)).at(-1)?.address).toBe('北京');
    const taken = await userError(keepParty(office, party('1', { name: '别的' })));
    expect([taken.code, taken.message]).toEqual(['parties.taken', '代码 1 已经是 公司1']);
    expect((await userError(keepParty(office, party('1'), '9'))).code).toBe('parties.taken');
  });

  test('without code or name, or too long, it is refused', async () => {
    const { office } = await openTestOffice();
    for (const wrong of [party(' '), party('1', { name: '' }), party('1', { nameEn: 'x'.repeat(101) })])
      expect((await userError(keepParty(office, wrong))).code).toBe('parties.value');
    expect(await partiesOf(office)).toEqual([]);
  });

  test('several go at once', async () => {
    const { office } = await openTestOffice();
    await keepParties(office, [party('1'), party('2'), party('3')]);
    expect(await removeParties(office, ['3', '1', 'nobody'])).toHaveLength(2);
    expect((await partiesOf(office)).map(({ code }) => code)).toEqual(['2']);
  });

  test('the same code is replaced where it stands, new ones come at the end', async () => {
    const { office } = await openTestOffice();
    await keepParties(office, [party('1'), party('2')]);
    await keepParties(office, [party('3'), party('1', { name: '新' }), party('3', { name: '后' })]);
    expect((await partiesOf(office)).map(({ name }) => name)).toEqual(['新', '公司2', '后']);
  });
});

describe('enterprises', () => {
  test('a changed one stays where it is, a new one comes at the end, a number is given once, one can be put first', async () => {
    const { office } = await openTestOffice();
    const numbers = async () => (await enterprisesOf(office)).map(({ number }) => number);
    await keepEnterprise(office, enterprise('1'));
    await keepEnterprise(office, enterprise('2'));
    await keepEnterprise(office, enterprise('3'), '1');
    expect(await numbers()).toEqual(['3', '2']);
    const taken = await userError(keepEnterprise(office, enterprise('2')));
    expect([taken.code, taken.message]).toEqual(['enterprises.taken', expect.stringContaining('报检登记号 2 已经是')]);
    expect((await userError(keepEnterprise(office, enterprise('2'), '3'))).code).toBe('enterprises.taken');
    expect([await preferEnterprise(office, '2'), await preferEnterprise(office, '9')]).toEqual([true, false]);
    expect(await numbers()).toEqual(['2', '3']);
    expect(await removeEnterprises(office, ['3', '9'])).toHaveLength(1);
    expect(await numbers()).toEqual(['2']);
  });

  test('the enterprise of the practice office is right in every default', async () => {
    const { office } = await openTestOffice();
    const practice: Enterprise = JSON.parse(await readFile(join(DATA, 'practice', 'enterprise.json'), 'utf8'));
    await keepEnterprise(office, practice);
    expect(await enterprisesOf(office)).toEqual([practice]);
  });

  test.each<[what: string, wrong: Enterprise, code: string, says: string]>([
    ['no number', enterprise(' '), 'enterprises.number', '企业'],
    ['no name', { ...enterprise('1'), name: '' }, 'enterprises.name', '1'],
    ['a code that does not exist', enterprise('1', { all: { transportMode: '0' } }), 'enterprises.value', '运输方式'],
    ['a category of the other direction', enterprise('1', { in: { category: '24' } }), 'enterprises.value', '报检类别'],
    [
      'a field that is no default',
      enterprise('1', { all: { contractNo: 'HT' } }),
      'enterprises.field',
      'all.contractNo',
    ],
    [
      'a field of another form',
      enterprise('1', { out: { entryPort: '311002' } }),
      'enterprises.field',
      'out.entryPort',
    ],
  ])('%s is refused', async (_what, wrong, code, says) => {
    const { office } = await openTestOffice();
    const error = await userError(keepEnterprise(office, wrong));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(says)]);
    expect(await enterprisesOf(office)).toEqual([]);
  });
});
