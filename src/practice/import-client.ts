import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt } from '../declaration/receipt.ts';
import { UserError } from '../errors.ts';
import { entryNoIn, writeCustomsResult, writeImportResponse } from '../message/client-answer.ts';
import type { Answer } from '../message/exchange.ts';
import { FORMS } from '../message/forms.ts';
import { writeReceipt } from '../message/receipt.ts';
import { type Desk, deliveryOf, takeDeclaration } from './answer.ts';
import { beijingTime } from './clock.ts';
import { SIGNED } from './course.ts';
import { unusable } from './folder-error.ts';
import { PRACTICE_MARK } from './practice-mark.ts';

const MARK_TEXT = '这是练习局的导入目录：放进来的报文只到本机的练习局，不上报任何机构。\n';
/** The folders, and the form of what lies in each. */
const BUSINESSES = { Tecciq: 'iaq', Deccus001: 'dec' } as const;
type Business = keyof typeof BUSINESSES;
const NAMES = Object.keys(BUSINESSES) as Business[];
const BOXES = ['OutBox', 'SentBox', 'FailBox', 'InBox'] as const;

interface ClientOptions extends Desk {
  /** The folder that plays `ImpPath`. */
  readonly root: string;
  readonly now: () => number;
  readonly log?: (line: string) => void;
}

/** The single window's import client, played for practice: what lies in OutBox goes to the practice bureau, and what that says lies in InBox. */
export interface ImportClient {
  /** Fetches what lies there, and brings what there is to say. */
  turn(): Promise<void>;
}

/**
 * Opens a folder for the practice of an import client, and makes it where nothing is.
 *
 * @throws UserError `practice.folder` where a folder of another purpose is
 */
export async function openImportClient({ root, now, log = () => {}, ...desk }: ClientOptions): Promise<ImportClient> {
  await makeFolders(root);
  const at = (business: Business, box: (typeof BOXES)[number], name = '') => join(root, business, box, name);
  let serial = 0;

  /** A time as the client has it in names of files, and a number that keeps two of one moment apart. */
  const stamp = () => `${beijingTime(now()).replace(/\D/gu, '')}${String(serial++ % 1000).padStart(3, '0')}`;

  async function bring(business: Business, name: string, xml: string): Promise<void> {
    const unfinished = at(business, 'InBox', `${name}.tmp`);
    await writeFile(unfinished, xml);
    await rename(unfinished, at(business, 'InBox', name));
  }

  async function fetchOne(business: Business, name: string): Promise<void> {
    const bytes = await readFile(at(business, 'OutBox', name));
    const sent = name.replace(/\.xml$/iu, '');
    const { outcome, text = '' } = await taken(bytes, desk, business, sent);
    const imported = outcome === 'taken' || outcome === 'again';
    const entryNo = entryNoIn(sent);
    const head = imported ? 'Successed' : 'Failed';
    await bring(
      business,
      `${head}_${sent}_${stamp()}.xml`,
      writeImportResponse({
        entryNo,
        imported,
        text: imported ? '' : text,
        ...(imported && business === 'Deccus001' && { seqNo: seqNoOf(entryNo) }),
      }),
    );
    await rename(at(business, 'OutBox', name), at(business, imported ? 'SentBox' : 'FailBox', name));
    log(`导入客户端 ${sent}：${imported ? '已上传' : '没有上传'}`);
  }

  /** The declarations that came as customs declarations. */
  async function sentAsCustoms(): Promise<ReadonlySet<string>> {
    return new Set((await readdir(at('Deccus001', 'SentBox'))).map(entryNoIn));
  }

  return {
    async turn() {
      for (const business of NAMES)
        for (const name of await readdir(at(business, 'OutBox')))
          if (/\.xml$/iu.test(name)) await fetchOne(business, name);
      const customs = await sentAsCustoms();
      for (const each of desk.bureau.receipts('', [])) {
        const { receipt } = deliveryOf(each);
        if (customs.has(each.entryNo)) {
          const seqNo = seqNoOf(each.entryNo);
          await bring('Deccus001', `Receipt_${seqNo}_${stamp()}.xml`, writeCustomsResult(resultOf(receipt, seqNo)));
        } else await bring('Tecciq', `Receipt_${each.entryNo}_${stamp()}.xml`, writeReceipt(receipt));
        await desk.bureau.acknowledge([each.identity]);
      }
    },
  };
}

/** The number of the single window: a letter and 17 digits, made of ours. */
const seqNoOf = (entryNo: string): string =>
  `${entryNo.startsWith('WE') ? 'E' : 'I'}${entryNo.replace(/\D/gu, '').padStart(17, '0').slice(-17)}`;

// biome-ignore format: table
/** What the customs say where the bureau says this; of what is not here they say that it was taken in. */
const CHANNELS: Readonly<Record<string, 'L' | 'E' | 'S' | 'R'>> = {
  1100: 'R',
  1101: 'E',
  1300: 'L',
  1500: 'S',
  3000: 'R',
};
const ENTRY_ID_DIGITS = 18;

function resultOf({ code, text, time, dealNo = '' }: Receipt, seqNo: string): Parameters<typeof writeCustomsResult>[0] {
  const channel = CHANNELS[code] ?? 7;
  // It has a number of the customs as soon as it is accepted.
  const isNumbered = channel === 'L' || channel === 'R';
  return { seqNo, channel, time, note: text, entryId: isNumbered ? dealNo.padEnd(ENTRY_ID_DIGITS, '0') : '' };
}

async function taken(bytes: Uint8Array, desk: Desk, business: Business, sent: string): Promise<Answer> {
  try {
    return await takeDeclaration(bytes, '', desk, FORMS[BUSINESSES[business]], sent);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { outcome: 'refused', text: `${error.message}${SIGNED}` };
  }
}

async function makeFolders(root: string): Promise<void> {
  const there = await readdir(root).catch(() => undefined);
  if (there && there.length > 0 && !there.includes(PRACTICE_MARK))
    throw unusable(root, '不是练习局的导入目录，里面有别的东西');
  for (const business of NAMES) for (const box of BOXES) await mkdir(join(root, business, box), { recursive: true });
  await writeFile(join(root, PRACTICE_MARK), MARK_TEXT);
}
