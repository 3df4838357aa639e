import { resolve } from 'node:path';
import type { PaperlessWay } from '../declaration/record.ts';
import type { Office } from '../jobs/office.ts';
import {
  addDocument,
  changeDocument,
  chooseWay,
  kindName,
  type PaperlessState,
  paperlessState,
  removeDocument,
  setRemark,
  sizeText,
  takeBackWay,
} from '../jobs/paperless/documents.ts';
import { paperlessAddress } from '../jobs/paperless/open-line.ts';
import { sendPaperless } from '../jobs/paperless/send.ts';
import { STATUS_WORDS, WAY_WORDS } from '../jobs/paperless/status-words.ts';
import { qrCode, qrLines } from '../terminal/qr.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { interruptible } from './interruptible.ts';
import { tableOf } from './report.ts';

export type PaperlessAction = 'list' | 'add' | 'change' | 'remove' | 'way' | 'send' | 'web';

export interface PaperlessOptions {
  readonly kind?: string;
  readonly number?: string;
  readonly name?: string;
  readonly note?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly sure?: boolean;
}

type Action = (context: Context, entryNo: string, words: readonly string[], options: PaperlessOptions) => Promise<void>;

/** What goes with a declaration, as scripts and people read it. */
async function tell({ report }: Context, office: Office, entryNo: string, first?: string): Promise<void> {
  const state = await paperlessState(office, entryNo);
  report.result(documentOf(state), () => [...(first ? [first] : []), ...linesOf(state)]);
}

function documentOf({ record, folder, asked }: PaperlessState) {
  const { entryNo, declarationNo = '', paperless = '' } = record;
  const { documents, way = '', remark } = folder;
  return { entryNo, declarationNo, status: paperless, way, remark, asked, documents };
}

function linesOf({ record, folder, asked, kinds }: PaperlessState): readonly string[] {
  const { documents, way, remark } = folder;
  return [
    `${record.entryNo}  报检号 ${record.declarationNo ?? '还没有'}  ${way ? WAY_WORDS[way] : '还没有选申报方式'}  ${STATUS_WORDS[record.paperless ?? '']}`,
    ...(remark ? [`备注：${remark}`] : []),
    ...(asked.length > 0
      ? [`局端要：${asked.map(({ name, there }) => `${there ? '✓' : '缺 '}${name}`).join('、')}`]
      : []),
    ...(documents.length === 0
      ? ['没有单据']
      : tableOf(
          ['序号', '单据类型', '单据名称', '单据编号', '附件', '备注'],
          documents.map(each => [
            String(each.id),
            kindName(kinds, each.kind),
            each.name,
            each.number,
            each.files.map(({ name, size }) => `${name} ${sizeText(size)}`).join('、'),
            each.note,
          ]),
        )),
  ];
}

function idIn(words: readonly string[], action: string): number {
  const [word = ''] = words;
  if (words.length === 1 && /^\d{1,6}$/u.test(word)) return Number(word);
  throw usage('没有写明单据的序号', `序号见 paperless list；如 baojian paperless ${action} 录入序号 1`);
}

const TAKE_BACK = '重选';

function wayIn(words: readonly string[]): PaperlessWay | typeof TAKE_BACK {
  const [word = ''] = words;
  if (word === TAKE_BACK) return word;
  const found = (Object.keys(WAY_WORDS) as PaperlessWay[]).find(
    way => way === word || (word !== '' && WAY_WORDS[way].includes(word)),
  );
  if (words.length === 1 && found) return found;
  throw usage('没有写明申报方式', '写 企业自存、电子申报，或 重选');
}

export const PAPERLESS_ACTIONS: Readonly<Record<PaperlessAction, Action>> = {
  list: async (context, entryNo) => tell(context, await context.office(), entryNo),
  async add(context, entryNo, words, { kind, number, name, note }) {
    if (words.length === 0) throw usage('没有写明文件', `如 baojian paperless add ${entryNo} 合同.pdf --kind 合同`);
    if (!kind) throw usage('没有写明单据类型', `如 --kind 合同；全部类型见 codes search attached-documents`);
    const office = await context.office();
    const wish = { kind, ...(number && { number }), ...(name && { name }), ...(note && { note }) };
    const { id, name: called } = await addDocument(
      office,
      entryNo,
      wish,
      words.map(path => resolve(path)),
    );
    await tell(context, office, entryNo, `已添加第 ${id} 号单据：${called}`);
  },
  async change(context, entryNo, words, { kind, number, name, note, add = [], remove = [] }) {
    const id = idIn(words, 'change');
    const office = await context.office();
    const { documents } = await office.store.paperless.of(entryNo);
    const held = documents.find(each => each.id === id)?.files ?? [];
    const strange = remove.find(wanted => !held.some(each => each.name === wanted));
    if (strange !== undefined)
      throw usage(`第 ${id} 号单据没有附件 ${strange}`, `附件的名称见 paperless list ${entryNo}`);
    await changeDocument(office, entryNo, id, {
      ...(kind !== undefined && { kind }),
      ...(number !== undefined && { number }),
      ...(name !== undefined && { name }),
      ...(note !== undefined && { note }),
      add: add.map(path => resolve(path)),
      drop: held.flatMap(each => (remove.includes(each.name) ? [each.sum] : [])),
    });
    await tell(context, office, entryNo, `已修改第 ${id} 号单据`);
  },
  async remove(context, entryNo, words) {
    const office = await context.office();
    const { id, name } = await removeDocument(office, entryNo, idIn(words, 'remove'));
    await tell(context, office, entryNo, `已删去第 ${id} 号单据：${name}`);
  },
  async way(context, entryNo, words, { note }) {
    const wanted = wayIn(words);
    const office = await context.office();
    if (wanted === TAKE_BACK) await takeBackWay(office, entryNo);
    const holds = wanted === TAKE_BACK ? undefined : await chooseWay(office, entryNo, wanted);
    if (note !== undefined) await setRemark(office, entryNo, note);
    const first =
      holds && holds !== wanted
        ? `先选的是${WAY_WORDS[holds]}，以第一次为准；要改：paperless way ${entryNo} ${TAKE_BACK}`
        : undefined;
    if (first) context.report.note(first);
    await tell(context, office, entryNo);
  },
  async send(context, entryNo, _, { sure = false }) {
    const office = await context.office();
    const { report } = context;
    let told = '';
    const { text } = await interruptible(context, signal =>
      sendPaperless(office, entryNo, {
        ...{ signal, sure },
        onProgress: ({ name, done, total }) => {
          const line = `${name}  ${total === 0 ? 100 : Math.floor((done / total) * 100)}%`;
          if (line !== told) report.note(line);
          told = line;
        },
      }),
    );
    await tell(context, office, entryNo, `${entryNo}  ${text}`);
  },
  async web(context, entryNo) {
    const address = await paperlessAddress(await context.office(), entryNo);
    const code = qrCode(address);
    context.report.result({ entryNo, address }, () => [address, ...(code ? qrLines(code) : [])]);
  },
};
