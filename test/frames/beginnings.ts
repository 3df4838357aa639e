import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { adoptDocument, keepDraft, saveOrKeep } from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import type { TestProgram } from '../journeys/program.ts';
import { inbound, ORANGES, outbound } from '../practice/declarations.ts';
import type { Begin } from './gallery.ts';

const DECLARATIONS = join(import.meta.dirname, '../../fixtures/declarations');

/** What a case of fixtures/declarations declares. */
export function example(name: string): Declaration {
  return JSON.parse(readFileSync(join(DECLARATIONS, name, 'declaration.json'), 'utf8'));
}

/** Stores a declaration: saved when nothing is wrong with it, else as a draft. */
export async function stored(
  office: Office,
  document: Declaration,
  more: Partial<DeclarationRecord> = {},
): Promise<string> {
  const { record } = await saveOrKeep(office, await adoptDocument(office, document));
  if (Object.keys(more).length > 0) await office.store.update(record.entryNo, found => ({ ...found, ...more }));
  return record.entryNo;
}

export async function draft(office: Office, document: Declaration): Promise<string> {
  return (await keepDraft(office, await adoptDocument(office, document))).entryNo;
}

const PARTIES = [
  '深圳某某进口有限公司',
  '广州远洋贸易有限公司',
  '珠海宏达食品有限公司',
  '佛山市顺德区北滘镇利民水果批发市场有限责任公司',
  '上海䶮达𠮷祥国际贸易有限公司',
];

const STATUSES = ['saved', 'draft', 'sent', 'received', 'accepted', 'rejected', 'released', 'withdrawn'] as const;

const REASONS = ['退单：第1项货物【报检数量】未填写', '退单：第2项货物【报检数量】未填写；合同号与随附单据不一致'];

/** Stores inbound declarations of some months, parties, chapters and currencies, sent, released and sent back. */
export async function declaredOverMonths(office: Office, count = 24): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const declarationDate = `2017-${String(2 + (at % 8)).padStart(2, '0')}-${String(1 + at).padStart(2, '0')}`;
    const chapter = ['08054000', '22042100', '87032351'][at % 3];
    const goods = {
      ...ORANGES,
      hsCode: `${chapter}00`,
      totalValue: `${1000 + at * 37.5}`,
      currency: at % 4 ? '840' : '910',
    };
    const entryNo = await stored(
      office,
      inbound('', [goods], { consigneeName: PARTIES[at % 3] as string, billOfLadingNo: `BL${at}` }),
    );
    const sentAt = new Date(`${declarationDate}T02:00:00Z`);
    const receipt = (text: string, hours: number) => ({
      identity: `${entryNo} ${text}`,
      source: 'declaration' as const,
      entryNo,
      code: '',
      time: new Date(sentAt.getTime() + (8 + hours) * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      text,
      sending: 1,
      keptAt: sentAt.toISOString(),
    });
    const back = at % 6 === 5 ? [receipt(REASONS[at % 2] as string, 1)] : [];
    const released =
      at % 2 === 0 ? [receipt('报检号:[1]已电子通关，电子通关单号：442300117001234，请办理。', 2 + at)] : [];
    await office.store.update(entryNo, found => ({
      ...found,
      document: { ...found.document, declarationDate },
      status: released.length > 0 ? 'released' : back.length > 0 ? 'rejected' : 'accepted',
      declarationNo: `1440000${String(12345678 + at)}`,
      sending: 1,
      sentAt: sentAt.toISOString(),
      receipts: [...back, ...released],
    }));
  }
}

/** Stores so many declarations of a kind, of several parties and in every status. */
export async function many(office: Office, direction: Direction, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const party = PARTIES[at % PARTIES.length] as string;
    const status = STATUSES[at % STATUSES.length] as (typeof STATUSES)[number];
    const document =
      direction === 'in'
        ? inbound('', [ORANGES], { consigneeName: party, contractNo: `HT-2017-${at + 1}`, billOfLadingNo: `BL${at}` })
        : outbound('', { consignorName: party, contractNo: `HT-2017-${at + 1}` });
    const declarationNo = `1440000${String(12345678 + at)}`;
    await stored(
      office,
      { ...document, direction },
      {
        status,
        ...(['accepted', 'released'].includes(status) && { declarationNo }),
        ...(status === 'released' && { clearanceNo: `4401${String(10000000000 + at)}` }),
      },
    );
  }
}

/** The key of a kind, on the first page and in the question for a new one. */
const KEY: Readonly<Record<Direction, string>> = { in: '1', out: '2', pack: '3' };

/** A new declaration of a kind in front. */
export const blank =
  (direction: Direction): Begin =>
  async ({ start }, options) => {
    const program = await start(options);
    await program.press('n', KEY[direction]);
    return program;
  };

/** A stored declaration in front, opened from its list. */
export const opened =
  (document: Declaration, more: Partial<DeclarationRecord> = {}): Begin =>
  async ({ start }, options) => {
    const program = await start(options);
    await stored(program.office, document, more);
    await open(program, document.direction);
    return program;
  };

/** Opens the newest declaration of a kind. */
export async function open(program: TestProgram, direction: Direction): Promise<void> {
  await program.press('<ctrl+g>', KEY[direction], 'list.first', 'list.open');
}
