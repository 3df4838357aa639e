import { readAudit } from '../../../src/jobs/audit/read-audit.ts';
import type { ShownLine } from '../../../src/jobs/audit/show.ts';
import type { Office } from '../../../src/jobs/office.ts';
import type { Action, Change, Effect, GuardedAction } from '../../contract/change.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { openReading } from '../../dialogs/reading.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { within } from '../../widgets/list-moves.ts';
import { ROWS_ABOVE } from '../../widgets/searched-table.ts';
import { editText, emptyText, type TextState, textState, typeInto } from '../../widgets/text-state.ts';
import { type AuditPage, NEW_AUDIT } from './state.ts';
import { detailOf, drawAudit } from './view.ts';

const LIST = indexed<AuditPage>({ count: ({ lines }) => lines.length, rows: (_page, area) => area.rows - ROWS_ABOVE });

/** Lines that are listed at once; whoever wants older ones says which. */
const MAX_LINES = 500;

const ENTRY_NO = /^W[IEP]\d{13,15}$/u;

/** What the words of a page find; the focus stays on a line that there is. */
async function found(office: Office, text: string): Promise<(page: AuditPage) => AuditPage> {
  const words = text.trim().split(/\s+/u).filter(Boolean);
  const entryNo = words.map(word => word.toUpperCase()).find(word => ENTRY_NO.test(word));
  const { lines, more } = await readAudit(office, { words, ...(entryNo && { entryNo }), limit: MAX_LINES });
  return page => ({ ...page, lines, more, foundBy: text, index: within(page.index, lines.length) });
}

/** Brings the audit to the front, that of one declaration when one is told. */
export function showAudit(entryNo?: string): Effect {
  return {
    label: '正在看操作记录',
    async run({ office }) {
      const text = entryNo ?? '';
      const fill = await found(office, text);
      return replyToApp(() => ({ page: fill({ ...NEW_AUDIT, words: textState(text) }) }));
    },
  };
}

/** Reads beside the typing: what was typed meanwhile has its own answer under way. */
const reread = (page: AuditPage): Effect => ({
  async run({ office }) {
    const fill = await found(office, page.words.text);
    return replyTo(page, now => (now.words.text === page.words.text ? { state: fill(now) } : {}));
  },
});

const typed = (page: AuditPage, words: TextState): Change<AuditPage> => {
  const next = { ...page, words, index: 0 };
  return { state: next, ...(words.text !== page.words.text && { effects: [reread(next)] }) };
};

const followed = (page: AuditPage): Change<AuditPage> => ({ effects: [reread(page)] });

const lineAt = ({ lines, index }: AuditPage): ShownLine | undefined => lines[index];

const onLine = (run: (line: ShownLine, page: AuditPage) => Change<AuditPage>): GuardedAction<AuditPage> => ({
  cannot: page => (lineAt(page) ? undefined : '没有操作记录'),
  run: page => {
    const line = lineAt(page);
    return line ? run(line, page) : {};
  },
});

const close: Action<AuditPage> = page => (page.words.text === '' ? { close: true } : typed(page, emptyText()));

/** Who did what when, and what it was before and after (D6). */
export const AUDIT: PagePart<AuditPage> = {
  tab: () => '操作记录',
  contexts: () => ['audit', 'text'],
  actions: {
    ...editText<AuditPage>(({ words }) => words, typed),
    ...listActions('audit', LIST),
    'audit.detail': onLine(line => ({ open: openReading(`操作记录 第 ${line.seq} 条`, detailOf(line)) })),
    'audit.open': onLine(({ entryNo }) =>
      entryNo === undefined
        ? { message: { tone: 'quiet', text: '这一条不是某一份单证的' } }
        : { go: { to: 'entry', entryNo } },
    ),
    'audit.only': onLine(({ which }, page) => typed(page, textState(which))),
    'audit.close': close,
  },
  type: (page, text) => typed(page, typeInto(page.words, text)),
  draw: drawAudit,
  note: () => ({ tone: 'quiet', text: '回车看改前改后；直接输入即查找人、号码、栏位、值' }),
  help: () => [
    '操作记录：谁在什么时候改了什么，改前改后。单证、设置、模板、收发货人、代码表、密码（只记改过）、打印、发送和回执都在内。',
    '记录只增不改，一条扣着一条；核对用 audit verify 或 store check。保留多少天在设置的“报检开关”里。',
  ],
  onActivate: followed,
  onStoreChange: followed,
};
