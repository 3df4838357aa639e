import { describe, expect, it } from 'vitest';
import { saidLines } from '../../screens/app/said-lines.ts';
import type { Message } from '../../screens/contract/message.ts';
import type { UiState } from '../../screens/contract/ui.ts';
import { toText, widthOf } from '../../screens/draw/line.ts';
import { FIELDS } from '../../src/catalogue/catalogue.ts';
import { HELP } from '../../src/catalogue/help.ts';
import { FAULT_CODES, wordingOf } from '../../src/catalogue/wording.ts';

const uiOf = (columns: number, rows: number, more: Partial<UiState> = {}): UiState => ({
  size: { columns, rows },
  keyboard: 'full',
  session: { home: '~/baojian', practice: false, user: '', userFolder: '' },
  pages: [],
  active: 0,
  dialogs: [],
  message: undefined,
  busy: undefined,
  held: [],
  ...more,
});

const said = (columns: number, message: Message, cursor = 5, rows = 24): readonly string[] =>
  saidLines(uiOf(columns, rows), message, cursor).map(line => toText(line).trimEnd());

/** Params as they come, the longer ones of them. */
const TYPICAL: Readonly<Record<string, string | number>> = {
  name: 'consigneeName',
  expected: 'decimal',
  length: 2001,
  max: 2000,
  code: '2204210000999',
  position: 12,
  day: '2017-09-20',
  scale: 5,
  digits: 15,
  type: '408',
  number: 'MSKU1234567',
  row: 12,
  quantity: 12,
  numbers: 11,
  count: 51,
  hs: '2204210000',
  units: '千克、升',
  product: '1234567.89',
  codes: '12、15、18',
  line: 51,
  lines: 50,
  text: '【提/运单号】与舱单不符，请核对后重新申报',
};

/** What stands longest before a wording in the message line. */
const label = FIELDS.map(field => field.label).toSorted((a, b) => widthOf(b) - widthOf(a))[0] ?? '';
const paramsOf = (code: string) =>
  new Proxy(TYPICAL, {
    get: (params, name: string) =>
      name === 'text' && code !== 'bureau.rejected' ? '（无）' : (params[name] ?? '某某某某'),
  });
const faults = FAULT_CODES.map(code => [code, `${label}：${wordingOf({ code, params: paramsOf(code) })}`] as const);

describe('what is said at the foot', () => {
  it('is one line where that is enough, and takes the line of the keys where it is not', () => {
    const text = '一二三四五六七八九十'.repeat(5);
    expect(said(80, { tone: 'plain', text: '短' })).toEqual([' 短']);
    const lines = said(80, { tone: 'warning', text });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^ ! 一二/u);
    expect(lines[1]).toMatch(/^ {3}\S/u);
    expect(lines.map(line => line.slice(3)).join('')).toBe(text);
  });

  it('takes lines of the page as far as the cursor, and only then is cut', () => {
    const text = '一二三四五六七八九十'.repeat(20);
    const whole = said(60, { tone: 'error', text }, 5, 16);
    expect(whole.length).toBeGreaterThan(2);
    expect(whole.join('')).not.toContain('…');
    const cut = said(60, { tone: 'error', text }, 12, 16);
    expect(cut).toHaveLength(2);
    expect(cut[1]).toMatch(/…$/u);
  });

  it('leaves a dialog its keys: a longer note of the page behind it is not said', () => {
    const ui = uiOf(60, 16, { dialogs: [{ kind: 'menu' }] });
    expect(saidLines(ui, { tone: 'quiet', text: '一'.repeat(40) }, undefined)).toEqual([[]]);
  });

  it.each(faults)('fits two lines behind the longest label: %s', (code, text) => {
    expect(said(80, { tone: 'error', text }).length, code).toBeLessThanOrEqual(2);
    expect(said(60, { tone: 'error', text }).length, code).toBeLessThanOrEqual(2);
  });

  it('has faults of one line at 80 columns', () => {
    // The former price is named with its declaration, its day and both numbers, which are shorter than these samples.
    const longer = faults.filter(
      ([code, text]) => code !== 'price.moved' && said(80, { tone: 'error', text }).length > 1,
    );
    expect(longer.map(([code]) => code)).toEqual([]);
  });

  it('has one line of help for a field in the narrowest window', () => {
    const longer = Object.entries(HELP).filter(([, text]) => said(60, { tone: 'quiet', text }).length > 1);
    expect(longer).toEqual([]);
  });
});
