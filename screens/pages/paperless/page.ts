import type { PaperlessWay } from '../../../src/declaration/record.ts';
import type { Office } from '../../../src/jobs/office.ts';
import {
  changeDocument,
  chooseWay,
  closedBecause,
  removeDocument,
  setRemark,
  takeBackWay,
} from '../../../src/jobs/paperless/documents.ts';
import { WAY_WORDS } from '../../../src/jobs/paperless/status-words.ts';
import type { Change, Effect, GuardedAction } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { type MenuItem, openMenu } from '../../dialogs/menu.ts';
import { askText } from '../../dialogs/naming.ts';
import { ask } from '../../dialogs/question.ts';
import { viewReceipts } from '../../dialogs/receipts/dialog.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { openDocument } from './document-form.ts';
import { askFile } from './files.ts';
import { filled } from './filled.ts';
import { sending } from './sending.ts';
import { documentAt, idOf, type PaperlessPage, rowsOf } from './state.ts';
import { drawPaperless, rowsShown } from './view.ts';
import { openWeb } from './web-dialog.ts';

/** Brings the documents of a declaration to the front as they are now. */
export function showPaperless(entryNo: string): Effect {
  return {
    label: '正在看无纸化单据',
    async run({ office }) {
      const fill = await filled(office, entryNo);
      return replyToApp(({ ui }) => {
        const open = ui.pages.find((page): page is PaperlessPage => page.id === idOf(entryNo));
        return { page: fill(open) };
      });
    },
  };
}

/** Does the work, and shows what came of it. */
function doing(page: PaperlessPage, work: (office: Office) => Promise<Change<PaperlessPage> | undefined>): Effect {
  return {
    async run({ office }) {
      const change = await work(office);
      const fill = await filled(office, page.entryNo);
      return replyTo(page, now => ({ ...change, state: fill(now) }));
    },
  };
}

const reread = (page: PaperlessPage): Effect => doing(page, async () => undefined);

const closed = (page: PaperlessPage): string | undefined => {
  const reason = closedBecause(page.of.record);
  return reason && `${reason.message}${reason.code === 'paperless.sending' ? '；先按 F9 接着发完' : ''}`;
};

const changing = (run: GuardedAction<PaperlessPage>['run']): GuardedAction<PaperlessPage> => ({
  cannot: page => (page.tab === 'file' ? '先按 Tab 回到单据' : closed(page)),
  run,
});

const LIST = indexed<PaperlessPage>({ count: page => rowsOf(page).length, rows: (_page, area) => rowsShown(area) });

const choosing = (page: PaperlessPage, way: PaperlessWay): MenuItem => ({
  label: WAY_WORDS[way],
  note: way === 'archive' ? '单据留在本单位备查，只申报不上传' : '上传附件，交给局端',
  answer: replyTo(page, now => ({
    effects: [
      doing(now, async office => {
        const holds = await chooseWay(office, now.entryNo, way);
        return holds === way
          ? good(`申报方式：${WAY_WORDS[way]}`)
          : warn(`先选的是${WAY_WORDS[holds]}，以第一次为准；要改先“重选”`);
      }),
    ],
  })),
});

const ways = changing(page => ({
  open: openMenu('申报方式', [
    choosing(page, 'electronic'),
    choosing(page, 'archive'),
    ...(page.of.folder.way
      ? [
          {
            label: '重选',
            note: `取消${WAY_WORDS[page.of.folder.way]}，然后另选`,
            answer: replyTo<PaperlessPage>(page, now => ({
              effects: [
                doing(now, async office => {
                  await takeBackWay(office, now.entryNo);
                  return good('还没有选申报方式');
                }),
              ],
            })),
          },
        ]
      : []),
  ]),
}));

const remove = changing(page => {
  const row = rowsOf(page)[page.index];
  if (!row || row.kind === 'fresh') return {};
  const { id, name } = row.document;
  const removing = (label: string, work: (office: Office) => Promise<unknown>) =>
    replyTo(page, (now: PaperlessPage) => ({
      effects: [
        doing(now, async office => {
          await work(office);
          return good(label);
        }),
      ],
    }));
  const [text, done] =
    row.kind === 'file'
      ? [
          `删去${name}的附件 ${row.file.name}？`,
          removing('附件已删去', office => changeDocument(office, page.entryNo, id, { drop: [row.file.sum] })),
        ]
      : [
          `删去第 ${id} 号单据 ${name}${row.document.files.length > 0 ? ` 和 ${row.document.files.length} 个附件的副本` : ''}？`,
          removing('单据已删去', office => removeDocument(office, page.entryNo, id)),
        ];
  return { open: ask('删除', [text, '您自己的原件不动。'], [{ label: '回去' }, { label: '删去', reply: done }]) };
});

/** F9 leads to the bureau's own page; what was begun as an upload is uploaded to its end. */
const onWeb = ({ embedded, of }: PaperlessPage): boolean => embedded && of.record.paperless !== 'sending';

const noWeb = ({ of }: PaperlessPage): string | undefined =>
  of.record.declarationNo ? undefined : '收到报检号以后才有局端的网页';

export const PAPERLESS_PAGE: PagePart<PaperlessPage> = {
  tab: ({ entryNo }) => `无纸化 ${entryNo.slice(-6)}`,
  direction: ({ of }) => of.record.document.direction,
  contexts: () => ['paperless'],
  actions: {
    ...listActions('paperless', LIST),
    'paperless.open': changing(page => ({ open: openDocument(page, documentAt(page)) })),
    'paperless.add': changing(page => ({ open: openDocument(page) })),
    'paperless.file': changing(page => {
      const document = documentAt(page);
      return document ? { open: askFile(page, document.id) } : { open: openDocument(page) };
    }),
    'paperless.way': ways,
    'paperless.remove': remove,
    'paperless.remark': changing(page => ({
      open: askText(
        { title: '无纸化申报的备注', label: '备注', start: page.of.folder.remark, notes: ['随申报一起发给局端'] },
        async (text, { office }) => {
          await setRemark(office, page.entryNo, text);
          const fill = await filled(office, page.entryNo);
          return replyTo(page, now => ({ state: fill(now) }));
        },
      ),
    })),
    'paperless.send': {
      cannot: page =>
        page.of.record.paperless === 'sending' ? undefined : (closed(page) ?? (onWeb(page) ? noWeb(page) : undefined)),
      run(page, context) {
        if (onWeb(page)) return { effects: [openWeb(page.entryNo)] };
        // The way is the one thing that is asked for before the first sending.
        return page.of.folder.way ? { effects: [sending(page)] } : ways.run(page, context);
      },
    },
    'paperless.web': {
      cannot: noWeb,
      run: ({ entryNo }) => ({ effects: [openWeb(entryNo)] }),
    },
    'paperless.receipts': ({ entryNo }) => ({ effects: [viewReceipts(entryNo)] }),
    'paperless.entry': ({ entryNo }) => ({ go: { to: 'entry', entryNo } }),
    'paperless.tab': page => ({ state: { ...page, tab: page.tab === 'file' ? 'documents' : 'file' } }),
    'paperless.close': page => (page.tab === 'file' ? { state: { ...page, tab: 'documents' } } : { close: true }),
  },
  draw: drawPaperless,
  note: page => ({ tone: 'quiet', text: noteOf(page) }),
  help: () => [
    '无纸化：收到报检号以后，把合同、发票、证书等的扫描件交给局端（电子申报），或声明由本单位保存（企业自存）。先选的为准。',
    '附件存有副本，按内容认：同一个文件不会交两次；中断以后再发送，从断处接着传，也不会申报两次。',
    '设置的“通讯方式”是 web 嵌入时，F9 打开局端的网页，在那里申报。',
  ],
  onActivate: page => ({ effects: [reread(page)] }),
  onStoreChange: page => ({ effects: [reread(page)] }),
};

/** What is to be done next. */
function noteOf(page: PaperlessPage): string {
  const { record, folder, asked } = page.of;
  if (record.paperless === 'sending') return '没有发完：按 F9 从断处接着传';
  if (record.paperless === 'sent') return '已发送，等局端答复；F5 接收回执';
  if (record.paperless === 'reported') return '已经申报，不用再做什么';
  if (onWeb(page))
    return record.declarationNo ? '按 F9 打开局端的网页，在那里申报' : '收到报检号以后按 F9 打开局端的网页';
  if (folder.documents.length === 0 && folder.way !== 'archive') return '按 A 添加单据，W 选申报方式，F9 发送';
  if (!folder.way) return '按 W 选企业自存或电子申报';
  if (!record.declarationNo) return '收到报检号以后按 F9 发送';
  return asked.some(({ there }) => !there) ? '还缺局端要的；A 添加，F9 发送' : '按 F9 发送';
}
