import { fileURLToPath } from 'node:url';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { DeclarationRecord, KeptReceipt } from '../../src/declaration/record.ts';
import { type Fonts, openFonts } from '../../src/paper/fonts.ts';
import type { Form, PaperName } from '../../src/paper/form.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import { place } from '../../src/paper/place.ts';
import type { Placed } from '../../src/paper/placed.ts';
import { documentOf } from '../declaration/cases.ts';
import { SHIPPED } from '../declaration/shipped-book.ts';

const receipt = (time: string, code: string, text: string): KeptReceipt => ({
  identity: `${time} ${code}`,
  source: 'declaration',
  entryNo: 'WI15088098517356',
  code,
  time,
  text,
  sending: 1,
  keptAt: '2017-10-24T03:00:00.000Z',
});

export const RECEIPTS: readonly KeptReceipt[] = [
  receipt(
    '2017-10-24 10:21:07',
    '1000',
    '报检成功！企业报检号[WI15088098517356]，局端已成功接收数据，待审单中心进行审单。',
  ),
  receipt(
    '2017-10-24 10:44:23',
    '1300',
    '报检号:[117000004025958]已正式受理通过，请与【深圳局盐田受理科】联系办理检验检疫事宜。',
  ),
];

/** A record of a document that the bureau has received; `more` says what else is known of it. */
export function recordOf(document: Declaration, more: Partial<DeclarationRecord> = {}): DeclarationRecord {
  return {
    version: 1,
    revision: 1,
    entryNo: 'WI15088098517356',
    document,
    status: 'received',
    created: '2017-10-24T02:00:00.000Z',
    updated: '2017-10-24T02:00:00.000Z',
    updatedBy: '周敏',
    sending: 1,
    applicationNo: '000000117100077E',
    receipts: RECEIPTS,
    ...more,
  };
}

/** The case that shows a paper in full. */
export const caseOf = (name: PaperName) =>
  ({ outbound: 'out-full', packaging: 'pack-full' })[name as string] ?? 'in-full';

export const placed = (form: Form, document: Declaration, more: Partial<DeclarationRecord> = {}): Placed =>
  place(recordOf(document, more), form, { book: SHIPPED });

/** A paper filled from its full case. */
export const sample = (form: Form): Placed => placed(form, documentOf(caseOf(form.name)));

export const paper = (name: PaperName): Form => PAPERS.find(form => form.name === name) as Form;

const FOLDER = fileURLToPath(new URL('../../node_modules/@expo-google-fonts/noto-serif-sc/', import.meta.url));
export const fontFile = (weight: '400Regular' | '700Bold') => `${FOLDER}${weight}/NotoSerifSC_${weight}.ttf`;

let fonts: Promise<Fonts> | undefined;
/** The fonts of the program, without a second one. */
export const testFonts = (): Promise<Fonts> => (fonts ??= openFonts({ main: fontFile('400Regular'), second: [] }));
