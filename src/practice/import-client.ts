import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { entryNoIn, writeImportResponse } from '../message/client-answer.ts';
import type { Answer } from '../message/exchange.ts';
import { FORMS } from '../message/forms.ts';
import { writeReceipt } from '../message/receipt.ts';
import { type Desk, deliveryOf, takeDeclaration } from './answer.ts';
import { beijingTime } from './clock.ts';
import { SIGNED } from './course.ts';
import { unusable } from './folder-error.ts';
import { PRACTICE_MARK } from './practice-mark.ts';

const MARK_TEXT = '这是练习局的导入目录：放进来的报文只到本机的练习局，不上报任何机构。\n';
const BUSINESS = 'Tecciq';
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
  const at = (box: (typeof BOXES)[number], name = '') => join(root, BUSINESS, box, name);
  let serial = 0;

  /** A time as the client has it in names of files, and a number that keeps two of one moment apart. */
  const stamp = () => `${beijingTime(now()).replace(/\D/gu, '')}${String(serial++ % 1000).padStart(3, '0')}`;

  async function bring(name: string, xml: string): Promise<void> {
    const unfinished = at('InBox', `${name}.tmp`);
    await writeFile(unfinished, xml);
    await rename(unfinished, at('InBox', name));
  }

  async function fetchOne(name: string): Promise<void> {
    const bytes = await readFile(at('OutBox', name));
    const { outcome, text = '' } = await taken(bytes, desk);
    const imported = outcome === 'taken' || outcome === 'again';
    const sent = name.replace(/\.xml$/iu, '');
    const entryNo = entryNoIn(sent);
    const head = imported ? 'Successed' : 'Failed';
    await bring(
      `${head}_${sent}_${stamp()}.xml`,
      writeImportResponse({ entryNo, imported, text: imported ? '' : text }),
    );
    await rename(at('OutBox', name), at(imported ? 'SentBox' : 'FailBox', name));
    log(`导入客户端 ${sent}：${imported ? '已上传' : '没有上传'}`);
  }

  return {
    async turn() {
      for (const name of await readdir(at('OutBox'))) if (/\.xml$/iu.test(name)) await fetchOne(name);
      for (const each of desk.bureau.receipts('', [])) {
        const { receipt } = deliveryOf(each);
        await bring(`Receipt_${each.entryNo}_${stamp()}.xml`, writeReceipt(receipt));
        await desk.bureau.acknowledge([each.identity]);
      }
    },
  };
}

async function taken(bytes: Uint8Array, desk: Desk): Promise<Answer> {
  try {
    return await takeDeclaration(bytes, '', desk, FORMS.iaq);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { outcome: 'refused', text: `${error.message}${SIGNED}` };
  }
}

async function makeFolders(root: string): Promise<void> {
  const there = await readdir(root).catch(() => undefined);
  if (there && there.length > 0 && !there.includes(PRACTICE_MARK))
    throw unusable(root, '不是练习局的导入目录，里面有别的东西');
  for (const box of BOXES) await mkdir(join(root, BUSINESS, box), { recursive: true });
  await writeFile(join(root, PRACTICE_MARK), MARK_TEXT);
}
