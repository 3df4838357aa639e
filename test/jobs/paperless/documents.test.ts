import { expect, test } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { addDocument, changeDocument, kindMeant } from '../../../src/jobs/paperless/documents.ts';
import { onFile } from '../../../src/jobs/paperless/on-file.ts';
import { addressFor, bureauOf, PAPERLESS, paperlessFaults } from '../../../src/jobs/paperless/settings.ts';
import { importGood, openTestOffice, userError } from '../office.ts';
import { fileOf, pdf } from './files.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]);

// biome-ignore format: table
const FILES: readonly (readonly [what: string, name: string, bytes: Buffer, code: string | undefined])[] = [
  ['a PDF',                        '合同.pdf',           pdf(),                                        undefined],
  ['a PDF with a line at its end', '合同.PDF',           Buffer.concat([pdf(), Buffer.from('\r\n')]), undefined],
  ['a PDF with bytes behind it',   '合同.pdf',           Buffer.concat([pdf(), Buffer.alloc(300, 1)]), undefined],
  ['a picture',                    '扫描.jpg',           JPEG,                                         undefined],
  ['nothing',                      '空.pdf',             Buffer.alloc(0),                              'attachment.empty'],
  ['a text',                       '合同.pdf',           Buffer.from('hello'),                         'attachment.kind'],
  ['a PDF called picture',         '合同.jpg',           pdf(),                                        'attachment.ending'],
  ['a picture called PDF',         '扫描.pdf',           JPEG,                                         'attachment.ending'],
  ['half a PDF',                   '合同.pdf',           pdf().subarray(0, 300),                       'attachment.pdf-cut'],
  ['a PDF without version',        '合同.pdf',           Buffer.from('%PDF\nstartxref\n2\n%%EOF\n'),   'attachment.pdf-cut'],
  ['a locked PDF',                 '合同.pdf',           pdf('x', 600, '/Encrypt 5 0 R '),             'attachment.pdf-locked'],
  ['a PDF locked in its trailer',  '合同.pdf',           pdf('x', 600, '/Encrypt<</V 1>> '),           'attachment.pdf-locked'],
  ['a file too large',             '合同.pdf',           pdf('x', 10 * 1024 * 1024),                   'file.too-large'],
  ['a name too long',              `${'a'.repeat(97)}.pdf`, pdf(), 'attachment.name'],
];

test.each(FILES)('%s', async (_, name, bytes, code) => {
  const { office } = await openTestOffice({ inMemory: true });
  const [entryNo = ''] = await importGood(office, 1);
  const work = addDocument(office, entryNo, { kind: '合同' }, [fileOf(name, bytes)]);
  if (code === undefined) expect((await work).files).toHaveLength(1);
  else expect((await userError(work)).code).toBe(code);
  expect((await office.store.paperless.of(entryNo)).documents).toHaveLength(code === undefined ? 1 : 0);
});

test('of several files one that is wrong keeps all out; the same file twice is told of', async () => {
  const { office } = await openTestOffice();
  const [entryNo = ''] = await importGood(office, 1);
  const good = fileOf('合同.pdf');
  const wrong = await userError(addDocument(office, entryNo, { kind: '合同' }, [good, '/no/such.pdf']));
  expect(wrong.code).toBe('file.missing');
  expect((await office.store.paperless.of(entryNo)).documents).toEqual([]);
  await addDocument(office, entryNo, { kind: '合同' }, [good, good]);
  const twice = await userError(addDocument(office, entryNo, { kind: '合同' }, [good]));
  expect([twice.code, twice.message]).toEqual(['paperless.twice', '合同.pdf 已经在第 1 号单据里']);
  // The same scan may show two kinds.
  await addDocument(office, entryNo, { kind: '发票' }, [good]);
  const { documents } = await changeDocument(office, entryNo, 2, { number: 'FP\u001b[2J-1', note: '  两页 ' });
  expect(documents.map(({ id, name, number, note, files }) => [id, name, number, note, files.length])).toEqual([
    [1, '合同', '', '', 1],
    [2, '发票', 'FP-1', '两页', 1],
  ]);
});

// biome-ignore format: table
test.each<[typed: string, code: string | undefined]>([
  ['101002',    '101002'],
  ['发票',      '101002'],
  ['2',         '101002'],
  ['提单',      '101005'],
  ['102001',    undefined],
  ['发飘',      undefined],
  ['',          undefined],
])('the kind %s of an inbound declaration is %s', async (typed, code) => {
  const { office } = await openTestOffice();
  const found = await kindMeant(office, 'in', typed).then(({ code: it }) => it, error => error.code);
  expect(found).toBe(code ?? 'paperless.kind');
});

test('the bureau is known by the first two digits, an address of 44 alone', async () => {
  const { office } = await openTestOffice();
  expect(['4403000005', ' 3100000001', '99', ''].map(number => bureauOf(office, number))).toEqual([
    '广东局(44)',
    '上海局(31)',
    undefined,
    undefined,
  ]);
  const known = 'http://219.136.187.254:8000/';
  expect(addressFor({ way: 'service', registration: '4403000005' }, 'service')).toBe(known);
  expect(addressFor({ way: 'service', registration: '3100000001' }, 'service')).toBe('');
  expect(addressFor({ way: 'service', registration: '4403000005', url: 'https://a.cn/' }, 'service')).toBe(
    'https://a.cn/',
  );
  expect(addressFor({ way: 'embed', registration: '4403000005' }, 'embed')).toBe(known);
  expect(paperlessFaults({ way: 'service', url: 'http://a.cn/' }).map(({ code }) => code)).toEqual([
    'paperless.address',
  ]);
  expect(paperlessFaults({ way: 'service', url: 'http://a.cn/', allowPlain: true })).toEqual([]);
});

// biome-ignore format: table
test.each<[way: 'service' | 'embed', bureau: string]>([
  ['service', '广东局(44)'],
  ['embed',   '上海局(31)'],
])('what is on file names the bureau of the number that counts for the way %s', async (way, bureau) => {
  const { office } = await openTestOffice();
  const [entryNo = ''] = await importGood(office, 1);
  await changeChannel(office, { platform: '02' });
  const numbers = { registration: '4403000005', embedRegistration: '3100000001' };
  await office.store.settings.update(PAPERLESS, () => ({ way, ...numbers }));
  const lines = await onFile(office, await office.store.get(entryNo));
  expect(lines.find(({ label }) => label === '通讯服务')?.value).toBe(bureau);
});
