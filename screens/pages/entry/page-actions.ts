import { fieldOf } from '../../../src/catalogue/catalogue.ts';
import type { Actions, Effect } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { openCheckList } from '../../dialogs/check-list.ts';
import { openFaults } from '../../dialogs/faults.ts';
import { openPrint } from '../../dialogs/print/open.ts';
import { ask } from '../../dialogs/question.ts';
import { openReading } from '../../dialogs/reading.ts';
import { viewReceipts } from '../../dialogs/receipts/dialog.ts';
import { openSplit } from '../../dialogs/split.ts';
import { openTemplates } from '../../dialogs/templates/dialog.ts';
import { askTemplateName } from '../../dialogs/templates/name-dialog.ts';
import { CONTROL_FIELD } from '../../layout/entry.ts';
import { isOffered } from '../../widgets/text-state.ts';
import { faultsOf, step } from './change.ts';
import { faultStep } from './fault-steps.ts';
import { commitOrDiscard, editFocused, focusStop } from './focus.ts';
import { keepParties } from './keep-parties.ts';
import { beginEntry, copyEntry, customsEntry } from './open.ts';
import { PEOPLE } from './people.ts';
import { openPopup } from './popup/open.ts';
import { listRejections } from './rejections.ts';
import { action, afterCommit, editAction } from './run-action.ts';
import { commitAll, focusFault, save } from './save.ts';
import { type EntryPage, hasUnsaved } from './state.ts';
import { totalTexts } from './sums.ts';
import { pathOnPage } from './value-path.ts';

const history = (way: 'undo' | 'redo') =>
  editAction((page, { world }) => {
    const {
      focus: { session },
    } = page;
    // What is being typed is the first thing to be taken back.
    const isOffer = session !== undefined && isOffered(session.text);
    if (way === 'undo' && session && !isOffer && session.text.text !== session.before)
      return editFocused({ ...page, focus: { ...page.focus, session: undefined } }, world);
    // What is being typed is an edit, behind which there is nothing to do again; it must not go for that.
    const left = isOffer ? { ...page, focus: { ...page.focus, session: undefined } } : commitOrDiscard(page, world);
    const done = step(left, way, world);
    if (!done) return info(way === 'undo' ? '没有可以撤销的修改' : '没有可以重做的修改');
    const message = way === 'undo' ? `已撤销：${done.name}；Ctrl+Y 重做` : `已重做：${done.name}`;
    return { state: editFocused(done.page, world), ...info(message) };
  });

const faultList = action((page, { world }) => {
  const whole = commitAll(page, world);
  const faults = faultsOf(whole, world);
  const next = focusStop({ ...whole, faults }, whole.focus.stop, world);
  if (faults.length === 0) return { state: next, message: { tone: 'good', text: '没有差错' } };
  return {
    state: next,
    open: openFaults(faults, page.drafts.document.direction, fault =>
      replyTo(
        page,
        action((now, context) => focusFault(commitOrDiscard(now, context.world), fault, context.world)),
      ),
    ),
  };
});

/** Alt+N: keep the present one as a draft first, or give its changes up; the journal keeps them all the same (K1). */
const fresh = action((page, { world }) => {
  const whole = commitAll(page, world);
  const begin = beginEntry(page.drafts.document.direction);
  if (!hasUnsaved(whole)) return { state: whole, close: true, effects: [dropping(whole), begin] };
  return {
    state: focusStop(whole, whole.focus.stop, world),
    open: ask(
      '新建单证',
      [`${page.id} 有没有保存的修改。是否先存为草稿？`],
      [
        {
          label: '存为草稿',
          reply: replyTo(
            page,
            action((now, context) => save(now, 'draft', context.world, { next: begin })),
          ),
        },
        { label: '不保存', reply: replyTo(page, now => ({ close: true, effects: [givingUp(now), begin] })) },
        // It opens in a page of its own: this one stays as it is.
        { label: '按模板', reply: replyToApp(() => ({ effects: [openTemplates] })) },
        { label: '回去' },
      ],
    ),
  };
});

/** The journal stays for whoever wants it back, but is not offered at the next start. */
function givingUp({ id }: EntryPage): Effect {
  return {
    run({ office }) {
      office.local.journals.giveUp(id);
      return undefined;
    },
  };
}

/** Nothing in it is worth keeping. */
function dropping({ id }: EntryPage): Effect {
  return {
    run({ office }) {
      office.local.journals.drop(id);
      return undefined;
    },
  };
}

const copy = action((page, { world }) => {
  const whole = commitAll(page, world);
  const next = focusStop(whole, whole.focus.stop, world);
  return page.sync.record.revision > 0
    ? { state: next, effects: [copyEntry(page.id)] }
    : { state: next, effects: [beginEntry(page.drafts.document.direction)] };
});

/** 结转报关单 */
const toCustoms = action(({ id, drafts: { document }, sync: { record } }) => {
  if (document.direction !== 'out' || document.sentAs !== undefined) return info('只有出境报检单可以结转报关单');
  return record.ledgerNo === undefined
    ? info('还没有电子底账数据号，不能结转报关单：放行后随回执到来')
    : { effects: [customsEntry(id)] };
});

/** What is read through is what stands on the page. */
const readThrough = action((page, { world }) => {
  const whole = commitAll(page, world);
  const state = focusStop(whole, whole.focus.stop, world);
  return { state, effects: [openCheckList(page.id, whole.drafts.document)] };
});

/** What is split is what is stored. */
const split = action((page, { world }) => {
  const whole = commitAll(page, world);
  const state = focusStop(whole, whole.focus.stop, world);
  return page.sync.record.revision > 0 && !hasUnsaved(whole)
    ? { state, effects: [openSplit(page.id)] }
    : { state, ...info('先保存或暂存这份单证，再拆单') };
});

const template = action((page, { world }) => {
  const whole = commitAll(page, world);
  return { state: focusStop(whole, whole.focus.stop, world), open: askTemplateName(whole.drafts.document) };
});

const receipts = action(({ id, sync: { record } }) =>
  record.revision > 0 ? { effects: [viewReceipts(id)] } : info('暂无回执：这份单证还没有保存'),
);

const paperless = action(({ id, sync: { record } }) =>
  record.revision > 0 ? { go: { to: 'paperless', entryNo: id } } : info('先保存这份单证，再添加无纸化单据'),
);

const audit = action(({ id, sync: { record } }) =>
  record.revision > 0 ? { go: { to: 'audit-of', entryNo: id } } : info('这份单证还没有保存，没有操作记录'),
);

/** What is printed is what is stored: what has been changed since is kept first, or left out knowingly. */
const print = action((page, { world }) => {
  const whole = commitAll(page, world);
  const { record } = page.sync;
  const state = focusStop(whole, whole.focus.stop, world);
  const printing = openPrint([page.id]);
  if (record.revision > 0 && !hasUnsaved(whole)) return { state, effects: [printing] };
  const keeping = (way: 'save' | 'draft') => ({
    label: way === 'save' ? '保存，打印' : '暂存，打印',
    reply: replyTo(
      page,
      action((now, context) => save(now, way, context.world, { after: printing })),
    ),
  });
  const [first, second] = record.status === 'draft' ? (['draft', 'save'] as const) : (['save', 'draft'] as const);
  const stored = { label: '打印保存过的', reply: replyTo(page, () => ({ effects: [printing] })) };
  return {
    state,
    open: ask(
      '打印',
      [`${page.id} 有没有保存的修改，打印的是保存过的内容。`],
      [keeping(first), keeping(second), ...(record.revision > 0 ? [stored] : []), { label: '回去' }],
    ),
  };
});

/** Control totals, from wherever the focus is. */
const openControl = afterCommit((page, { world }) => {
  const { popup } = fieldOf(CONTROL_FIELD).extras;
  if (!popup || page.popups.length > 0) return { state: page, ...info('先关闭弹窗') };
  return openPopup({ ...page, focus: { ...page.focus, list: undefined } }, popup, world, pathOnPage(CONTROL_FIELD));
});

/** What the goods come to, one line a currency or unit (P17). */
const totals = action((page, { world }) => ({
  open: openReading('货物总信息', totalTexts(page, world)),
}));

/** Functions of the whole page: keep, send, new, copy, undo (K1-K4, K6, K7). */
export const WHOLE: Actions<EntryPage> = {
  'entry.save': editAction((page, { world }) => save(page, 'save', world)),
  'entry.draft': editAction((page, { world }) => save(page, 'draft', world)),
  'entry.send': editAction((page, { world }) => save(page, 'send', world)),
  'entry.template': template,
  'entry.new': fresh,
  'entry.copy': copy,
  'entry.customs': toCustoms,
  ...PEOPLE,
  'entry.split': split,
  'entry.rejections': listRejections,
  'entry.check-list': readThrough,
  'entry.receipts': receipts,
  'entry.keep-parties': keepParties,
  'entry.paperless': paperless,
  'entry.audit': audit,
  'entry.print': print,
  'entry.faults': faultList,
  'entry.next-fault': faultStep(1),
  'entry.previous-fault': faultStep(-1),
  'rows.totals': totals,
  'entry.control': openControl,
  'entry.undo': history('undo'),
  'entry.redo': history('redo'),
};

/** Closing asks when there are changes that are not saved. */
export const confirmClose: NonNullable<PagePart<EntryPage>['onClose']> = action((page, { world }) => {
  const whole = commitAll(page, world);
  if (!hasUnsaved(whole)) return { state: whole, close: true, effects: [dropping(whole)] };
  const keepFirst = action((now, context) => save(now, 'draft', context.world, { next: { run: () => undefined } }));
  return {
    state: focusStop(whole, whole.focus.stop, world),
    open: ask(
      '关闭页面',
      [`${page.id} 有没有保存的修改。`],
      [
        { label: '存为草稿', reply: replyTo(page, keepFirst) },
        { label: '不保存', reply: replyTo(page, now => ({ close: true, effects: [givingUp(now)] })) },
        { label: '回去' },
      ],
    ),
  };
});
