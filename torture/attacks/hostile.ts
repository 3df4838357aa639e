import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { TAR_END, tarEntry } from '../../src/store/json/tar.ts';
import { declaration, type PracticeHome } from '../practice-home.ts';
import type { Random } from '../random.ts';

/** A file that somebody sends, and how the office takes it in; its name ends as it claims. */
export interface Hostile {
  readonly name: string;
  /** With `{file}` in the place of the file. */
  readonly words: string;
  readonly ending: string;
  readonly bytes: (random: Random, practice: PracticeHome) => Uint8Array;
}

const MB = 1 << 20;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A tar entry of another type, with a target for links, and its check sum. */
function special(name: string, type: string, target = ''): Buffer {
  const header = Buffer.from(tarEntry('store.json', new Uint8Array(0), 0).subarray(0, 512));
  header.fill(0, 0, 100).write(name, 0, 100);
  header.write(type, 156, 1);
  header.fill(0, 157, 257).write(target, 157, 100);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return header;
}

const facts = JSON.stringify({ version: 1, records: 1, shared: false, created: '2017-10-24T00:00:00.000Z' });
const store = tarEntry('store.json', text(facts), 0);

const archive = (...entries: readonly Uint8Array[]): Uint8Array =>
  gzipSync(Buffer.concat([store, ...entries, TAR_END]));
const goodBackup = ({ inputs }: PracticeHome): Buffer => readFileSync(`${inputs}/backup.tar.gz`);

const settings = (change: (settings: Record<string, unknown>) => void, { inputs }: PracticeHome): Uint8Array => {
  const document = JSON.parse(readFileSync(`${inputs}/settings.json`, 'utf8'));
  change(document.settings);
  return text(JSON.stringify(document));
};

const RESTORE = 'store restore {file} --replace';
const CHECK = 'check {file}';
const IMPORT = 'import {file} --draft';

const sheet = (xml: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': text('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': text('<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': text(
      '<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': text(xml),
  });

const goods = (count: number): Uint8Array => {
  const one = declaration('in-minimal');
  const line = (one.goods as unknown[])[0];
  return text(JSON.stringify({ ...one, goods: Array.from({ length: count }, () => line) }));
};

// biome-ignore format: table
export const HOSTILE: readonly Hostile[] = [
  { name: 'absolute path', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('/tmp/baojian-torture-escaped', text('x'), 0)) },
  { name: 'path that climbs', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('declarations/../../escaped', text('x'), 0)) },
  { name: 'path with backslashes', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('declarations\\..\\..\\escaped', text('x'), 0)) },
  { name: 'symbolic link', words: RESTORE, ending: 'tar.gz', bytes: () => archive(special('settings', '2', '/tmp'), tarEntry('settings/shortcuts.json', text('{}'), 0)) },
  { name: 'hard link', words: RESTORE, ending: 'tar.gz', bytes: () => archive(special('settings/own.json', '1', '/etc/passwd')) },
  { name: 'device', words: RESTORE, ending: 'tar.gz', bytes: () => archive(special('settings/own.json', '3')) },
  { name: 'FIFO', words: RESTORE, ending: 'tar.gz', bytes: () => archive(special('settings/own.json', '6')) },
  { name: 'doubled name', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('settings/a.json', text('{}'), 0), tarEntry('settings/a.json', text('[]'), 0)) },
  { name: 'doubled name in other case', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('settings/a.json', text('{}'), 0), tarEntry('settings/A.json', text('[]'), 0)) },
  { name: 'file and folder of one name', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('settings/a', text('{}'), 0), tarEntry('settings/a/b.json', text('[]'), 0)) },
  { name: 'lock and index', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('locks/store.lock', text('1'), 0), tarEntry('index/snapshot', text('x'), 0)) },
  { name: 'store.json twice', words: RESTORE, ending: 'tar.gz', bytes: () => archive(store) },
  { name: 'nothing in it', words: RESTORE, ending: 'tar.gz', bytes: () => gzipSync(TAR_END) },
  { name: 'archive in an archive', words: RESTORE, ending: 'tar.gz', bytes: (_, practice) => gzipSync(goodBackup(practice)) },
  { name: 'cut off', words: RESTORE, ending: 'tar.gz', bytes: (random, practice) => goodBackup(practice).subarray(0, random.below(goodBackup(practice).length)) },
  { name: 'bomb', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('settings/a.json', new Uint8Array(200 * MB), 0)) },
  { name: 'size that lies', words: RESTORE, ending: 'tar.gz', bytes: () => archive(tarEntry('settings/a.json', new Uint8Array(4 * MB), 0).subarray(0, 1024)) },
  { name: 'noise', words: RESTORE, ending: 'tar.gz', bytes: random => random.bytes(10_000) },
  { name: 'deep JSON', words: CHECK, ending: 'json', bytes: () => text(`{"goods":${'['.repeat(200_000)}${']'.repeat(200_000)}}`) },
  { name: 'deep objects', words: IMPORT, ending: 'json', bytes: () => text('{"goods":'.repeat(100_000)) },
  { name: 'goods without end', words: IMPORT, ending: 'json', bytes: () => goods(20_000) },
  { name: 'goods just too many', words: IMPORT, ending: 'json', bytes: () => goods(5_001) },
  { name: 'one huge text', words: IMPORT, ending: 'json', bytes: () => text(JSON.stringify({ ...declaration('in-minimal'), remark: '字'.repeat(8 * MB) })) },
  { name: 'big JSON', words: CHECK, ending: 'json', bytes: () => new Uint8Array(100 * MB).fill(0x20) },
  { name: 'UTF-16', words: CHECK, ending: 'json', bytes: () => Buffer.from(`\ufeff${JSON.stringify(declaration('in-minimal'))}`, 'utf16le') },
  { name: 'invalid UTF-8', words: CHECK, ending: 'json', bytes: () => Buffer.from(JSON.stringify(declaration('in-minimal')).replace('3', '\xff'), 'latin1') },
  { name: 'control characters', words: CHECK, ending: 'json', bytes: () => text(JSON.stringify({ ...declaration('in-minimal'), contractNo: '\u001b[2J\u001b]0;x\u0007\u009b1m\u202e' })) },
  { name: 'names of prototypes', words: IMPORT, ending: 'json', bytes: () => text(JSON.stringify(declaration('in-minimal')).replace('{', '{"__proto__":{"status":"sent"},"constructor":{"prototype":1},')) },
  { name: 'settings of prototypes', words: 'settings import {file}', ending: 'json', bytes: (_, practice) => text(new TextDecoder().decode(settings(() => {}, practice)).replace('"switches":{', '"switches":{"__proto__":{"sound":true},')) },
  { name: 'settings with huge numbers', words: 'settings import {file}', ending: 'json', bytes: (_, practice) => settings(all => { (all.switches as Record<string, unknown>).holdSeconds = 1e308; }, practice) },
  { name: 'settings as a list', words: 'settings import {file}', ending: 'json', bytes: () => text('[[[]]]') },
  { name: 'settings with an address of control characters', words: 'settings import {file}', ending: 'json', bytes: (_, practice) => settings(all => { all.channel = { ...(all.channel as object), sendUrl: 'http://x/\u001b[2J\r\nHost: y' }; }, practice) },
  { name: 'zip bomb', words: CHECK, ending: 'xlsx', bytes: () => sheet(`<worksheet>${'<row/>'.repeat(30 * MB / 6 * 3)}</worksheet>`) },
  { name: 'cells without end', words: CHECK, ending: 'xlsx', bytes: () => sheet(`<worksheet><sheetData>${'<row><c t="inlineStr"><is><t>x</t></is></c></row>'.repeat(300_000)}</sheetData></worksheet>`) },
  { name: 'a cell far away', words: CHECK, ending: 'xlsx', bytes: () => sheet('<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>') },
  { name: 'entities', words: CHECK, ending: 'xlsx', bytes: () => sheet('<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>') },
  { name: 'zip with climbing names', words: CHECK, ending: 'xlsx', bytes: () => zipSync({ '../../escaped': text('x'), '/tmp/baojian-torture-escaped': text('x') }) },
  { name: 'CSV of one line', words: CHECK, ending: 'csv', bytes: () => text(`${'"a",'.repeat(2 * MB)}\n`) },
  { name: 'CSV of a quote', words: CHECK, ending: 'csv', bytes: () => text(`"${'a'.repeat(20 * MB)}`) },
  { name: 'CSV of lines', words: CHECK, ending: 'csv', bytes: () => text('HS编码,货物名称\n'.repeat(500_000)) },
  { name: 'formulas', words: IMPORT, ending: 'csv', bytes: () => text('HS编码,货物名称,报检数量\n=cmd|"/c calc"!A1,@SUM(1+1),+1\n') },
  { name: 'parties without end', words: 'parties import {file}', ending: 'csv', bytes: () => text(`代码,中文名称\n${'3101000001,甲\n'.repeat(200_000)}`) },
  { name: 'codes of control characters', words: 'codes import {file} --table currencies --replace', ending: 'csv', bytes: () => text('代码,名称\n156,\u001b[2J人民币\n840,美\u0000元\n') },
];

/** Places that never end, or that nobody writes into. */
// biome-ignore format: table
export const PLACES: readonly (readonly [name: string, words: string])[] = [
  ['/dev/zero', 'import /dev/zero'], ['/dev/zero', 'settings import /dev/zero'], ['/dev/zero', 'parties import /dev/zero'],
  ['/dev/zero', 'codes import /dev/zero --table currencies'], ['/dev/zero', 'store restore /dev/zero --replace'], ['/dev/zero', 'check /dev/zero'],
  ['/dev/full', 'settings export /dev/full'], ['/dev/full', 'store backup /dev/full'], ['/dev/full', 'workbook goods /dev/full'], ['/dev/full', 'print {saved} --file /dev/full'],
  ['/dev/null', 'settings import /dev/null'], ['/dev/null', 'import /dev/null'], ['/', 'settings export /'], ['/proc/self/mem', 'check /proc/self/mem'],
];
