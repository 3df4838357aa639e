import { withoutPaperless, withPaperless } from '../../declaration/paperless.ts';
import type { DeclarationRecord, PaperlessStatus } from '../../declaration/record.ts';
import { UserError } from '../../errors.ts';
import type { PaperlessFileHead, PaperlessReport } from '../../message/paperless.ts';
import type { PaperlessFolder } from '../../store/paperless-folder.ts';
import { demandWritable } from '../../store/store.ts';
import { channelSettings } from '../channel.ts';
import type { Office } from '../office.ts';
import { loadWire } from '../wire.ts';
import { askedWith, closedBecause } from './documents.ts';
import { refusal } from './exchange-line.ts';
import type { PaperlessLine } from './line.ts';
import { openPaperlessLine } from './open-line.ts';
import { paperlessSettings } from './settings.ts';
import { WAY_WORDS } from './status-words.ts';

/** How far an upload has got: the file under way, and bytes of all files together. */
export interface UploadProgress {
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

export interface PaperlessSent {
  readonly status: PaperlessStatus | undefined;
  readonly text: string;
}

/**
 * Reports the documents of a declaration, or goes on with a report that broke off: under the id that was fixed before the first try, and
 * with the files from where the bureau has them, so that nothing arrives twice. Throws `paperless.*` and what the line has to say; after a
 * failure of the line all stands as it is and sending again goes on.
 */
export async function sendPaperless(
  office: Office,
  entryNo: string,
  options: {
    readonly line?: PaperlessLine;
    readonly onProgress?: (progress: UploadProgress) => void;
    readonly signal?: AbortSignal;
    /** Also when documents that the bureau asks for are not there by their names. */
    readonly sure?: boolean;
  } = {},
): Promise<PaperlessSent> {
  demandWritable(office.store);
  await demandService(office, entryNo);
  // What is not ready is told whether there is a line or not.
  await demandReady(office, await office.store.get(entryNo), options.sure === true);
  const line = options.line ?? (await openPaperlessLine(office));
  const record = await begin(office, entryNo, options.sure === true);
  const folder = await office.store.paperless.of(entryNo);
  const report = await reportOf(folder, record);
  if (report.way === 'electronic') await upload(office, line, { folder, report }, options);
  const answer = await line.report(report, options.signal);
  if (answer.outcome === 'taken' || answer.outcome === 'again') {
    const { paperless } = await end(office, record, true);
    return { status: paperless, text: `${WAY_WORDS[report.way]}已发送，等局端答复` };
  }
  // What was not let in, or refused, is surely not there.
  await end(office, record, false);
  throw refusal(answer.outcome === 'login', answer.text ?? '');
}

/** Where the office hands its papers over on the page of the bureau, nothing is uploaded from here; what was begun goes to its end. */
async function demandService(office: Office, entryNo: string): Promise<void> {
  const { way } = await paperlessSettings(office);
  if (way !== 'embed' || (await channelSettings(office)).platform === '03') return;
  if ((await office.store.get(entryNo)).paperless === 'sending') return;
  throw new UserError('paperless.on-page', `通讯方式是 web 嵌入，${entryNo} 的单据在局端的网页上交`, {
    exit: 'faults',
    next: [`网页的地址和二维码：paperless web ${entryNo}`, '改为从这里上传：settings set paperless.way service'],
  });
}

type Begun = DeclarationRecord & Required<Pick<DeclarationRecord, 'declarationNo' | 'paperlessId'>>;

/** Marks the declaration and fixes the id of the report, unless one has begun; from then on nothing that goes with it changes. */
async function begin(office: Office, entryNo: string, sure: boolean): Promise<Begun> {
  const fresh = office.newId();
  return (await office.store.update(entryNo, async record => {
    await demandReady(office, record, sure);
    if (record.paperless === 'sending') return record;
    return withPaperless(record, fresh);
  })) as Begun;
}

/** Throws unless the report can begin, or has begun. */
async function demandReady(office: Office, record: DeclarationRecord, sure: boolean): Promise<void> {
  if (record.paperless === 'sending') return;
  const refused = notReady(record) ?? closedBecause(record);
  if (refused) throw refused;
  const folder = await office.store.paperless.of(record.entryNo);
  demandWay(folder);
  if (!sure && folder.way === 'electronic') demandAsked(record, folder);
}

function notReady({ entryNo, declarationNo }: DeclarationRecord): UserError | undefined {
  if (declarationNo) return undefined;
  return new UserError('paperless.no-number', `${entryNo} 还没有正式的报检号，不能无纸化申报`, {
    exit: 'faults',
    next: ['收到报检号以后再发送；单据可以先添加'],
  });
}

function demandWay({ entryNo, way, documents }: PaperlessFolder): void {
  if (!way)
    throw new UserError('paperless.no-way', `${entryNo} 还没有选企业自存或电子申报`, {
      exit: 'faults',
      next: [`如 paperless way ${entryNo} 电子申报`],
    });
  if (way === 'archive') return;
  const bare = documents.find(({ files }) => files.length === 0);
  if (documents.length > 0 && !bare) return;
  throw new UserError(
    'paperless.no-files',
    bare ? `${entryNo} 的“${bare.name}”没有附件` : `${entryNo} 没有单据，电子申报要上传附件`,
    { exit: 'faults', next: [`添加：paperless add ${entryNo} 文件 --kind 合同`] },
  );
}

function demandAsked(record: DeclarationRecord, folder: PaperlessFolder): void {
  const missing = askedWith(record, folder).flatMap(({ name, there }) => (there ? [] : [name]));
  if (missing.length === 0) return;
  throw new UserError('paperless.lacking', `${record.entryNo} 还缺局端要的：${missing.join('、')}`, {
    exit: 'faults',
    next: ['添加以后再发送；确实都在别的单据里：加 --sure 照样发送'],
  });
}

async function reportOf(
  { entryNo, remark, documents, way = 'electronic' }: PaperlessFolder,
  { paperlessId: messageId, declarationNo }: Begun,
): Promise<PaperlessReport> {
  const { fileIdOf } = await loadWire();
  return {
    ...{ messageId, entryNo, declarationNo, way, remark },
    documents: documents.map(({ kind, number, name, note, files }) => ({
      ...{ kind, number, name, note },
      // What the enterprise keeps stays with it.
      fileIds: way === 'archive' ? [] : files.map(({ sum }) => fileIdOf({ declarationNo, kind, sum })),
    })),
  };
}

async function upload(
  office: Office,
  line: PaperlessLine,
  { folder, report: { declarationNo } }: { readonly folder: PaperlessFolder; readonly report: PaperlessReport },
  options: Parameters<typeof sendPaperless>[2] = {},
): Promise<void> {
  const { fileIdOf } = await loadWire();
  const { entryNo, documents } = folder;
  const total = documents.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const { kind, files } of documents) {
    for (const { sum, name, size } of files) {
      const bytes = await office.store.paperless.file(entryNo, sum);
      const head: PaperlessFileHead = {
        ...{ fileId: fileIdOf({ declarationNo, kind, sum }), declarationNo },
        ...{ kind, sum, name, size },
      };
      const start = before;
      await line.file(head, bytes, has => options.onProgress?.({ name, done: start + has, total }), options.signal);
      before += size;
    }
  }
}

/** Notes what became of a report; an answer of the bureau that came meanwhile stands. */
function end(office: Office, { entryNo, paperlessId }: Begun, taken: boolean): Promise<DeclarationRecord> {
  return office.store.update(entryNo, record => {
    if (record.paperless !== 'sending' || record.paperlessId !== paperlessId) return record;
    return taken ? { ...record, paperless: 'sent' } : withoutPaperless(record);
  });
}
