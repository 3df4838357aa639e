import type { Direction } from '../../src/catalogue/row.ts';
import { KEYS } from '../../src/keys/table.ts';
import { helpOf } from '../../src/keys/views.ts';
import type { Action, ActionContext, Actions, Change } from '../contract/change.ts';
import { replyTo, replyToApp } from '../contract/reply.ts';
import { PLAIN_ROUTES } from '../contract/route.ts';
import { type AnyPage, frontPage, type UiState } from '../contract/ui.ts';
import { openApproval } from '../dialogs/approval.ts';
import { openOneLine } from '../dialogs/one-line.ts';
import { ask } from '../dialogs/question.ts';
import { openReading } from '../dialogs/reading.ts';
import { askDeclarations } from '../dialogs/review/declarations.ts';
import { openTemplates } from '../dialogs/templates/dialog.ts';
import { countOf } from '../exchange/held.ts';
import { receiveNow } from '../exchange/receive.ts';
import { sendHeldNow, takeHeldBack } from '../exchange/release.ts';
import { openNextTask } from '../exchange/tasks.ts';
import { openRecovery } from '../pages/entry/recovery/dialog.ts';
import { around } from '../widgets/list-moves.ts';
import { pageContexts } from './context.ts';
import { openFind } from './find.ts';
import { isWorthKeeping, leavingAll } from './notes.ts';
import { partOf } from './registry.ts';
import { leaving as seatLeft } from './seat.ts';

const go =
  (steps: number): Action<AnyPage> =>
  (_page, { ui }) => {
    const page = ui.pages[around(ui.active + steps, ui.pages.length)];
    return page ? { activate: page.id } : {};
  };

/** `app.settings` goes to the settings, and so on. */
const GOING: Readonly<Record<string, Action<AnyPage>>> = Object.fromEntries(
  PLAIN_ROUTES.map(to => [`app.${to}`, () => ({ go: { to } })]),
);

/** What works on every page. */
export const APP: Actions<AnyPage> = {
  ...GOING,
  'app.help': (page, context) => {
    const contexts = pageContexts(context);
    const all = helpOf(KEYS, contexts, context.ui.keyboard);
    // How text is edited is the last thing that people look for.
    const editing = KEYS.contexts.text?.title;
    const sections = [...all.filter(({ title }) => title !== editing), ...all.filter(({ title }) => title === editing)];
    return {
      open: openReading(
        '帮助',
        [...(partOf(page).help?.(page, context) ?? []), ...sections.flatMap(sectionText)],
        contexts,
      ),
    };
  },
  'app.palette': (_page, context) => openFind(context),
  'app.next-page': go(1),
  'app.previous-page': go(-1),
  'app.page': (_page, { ui, nth }) => {
    const page = ui.pages[nth];
    return page ? { activate: page.id } : { message: { tone: 'plain', text: `只打开了 ${ui.pages.length} 个页面` } };
  },
  'app.close-page': (page, context) => {
    const change = partOf(page).onClose?.(page, context) ?? { close: true };
    return { reply: replyTo(page, () => change) };
  },
  'app.list': page => ({ go: { to: 'list', direction: directionOf(page) } }),
  'app.import': (page, context) => ({ open: askDeclarations(context, partOf(page).direction?.(page)) }),
  'app.one-line': page => ({ open: openOneLine(directionOf(page)) }),
  'app.next-task': (_page, { ui }) => ({ effects: [openNextTask([frontPage(ui).id])] }),
  'app.reviews': () => ({ effects: [openApproval()] }),
  'app.receive': () => ({ effects: [receiveNow] }),
  'app.take-back': {
    cannot: (_page, { ui }) => (ui.held.length > 0 ? undefined : '没有等待发送的单证，已经发出的收不回'),
    run: (_page, { ui }) => ({ effects: [takeHeldBack(ui.held.slice(-1))] }),
  },
  'app.recover': () => ({ effects: [openRecovery] }),
  'app.templates': () => ({ effects: [openTemplates] }),
  'app.quit': (_page, context) => quit(context),
  'app.log-out': {
    cannot: (_page, { ui }) => withoutMember(ui),
    run: (_page, context) => heldFirst(context, '退出登录', 'app.log-out') ?? seatLeft(),
  },
  'app.lock': {
    cannot: (_page, { ui }) => withoutMember(ui),
    run: () => ({ lock: true }),
  },
};

const directionOf = (page: AnyPage): Direction => partOf(page).direction?.(page) ?? 'in';

/** What is held is settled first: nobody who leaves should have to guess what becomes of it. */
function heldFirst(context: ActionContext, title: string, run: string): Change<AnyPage> | undefined {
  const { held } = context.ui;
  if (held.length === 0) return undefined;
  const then: Change<AnyPage> = { thenRun: run };
  return {
    open: ask(
      title,
      [`有 ${countOf(held)} 份单证还没有发出，到时自动发送；可以现在就发，也可以收回。`],
      [
        { label: `现在发送，${title}`, reply: replyToApp(() => ({ effects: [sendHeldNow(held, then)] })) },
        { label: '等待' },
        { label: `收回，${title}`, reply: replyToApp(() => ({ effects: [takeHeldBack(held, then)] })) },
      ],
    ),
  };
}

function quit(context: ActionContext): Change<AnyPage> {
  return heldFirst(context, '退出', 'app.quit') ?? leaving(context);
}

const withoutMember = ({ session }: UiState): string | undefined =>
  session.member ? undefined : '没有启用帐户，没有登录，也就不用退出和锁定';

function leaving(context: ActionContext): Change<AnyPage> {
  const { pages } = context.ui;
  const leave: Change<AnyPage> = { quit: true, effects: [leavingAll(pages)] };
  // Those that ask before they are closed, also when it is only a field that is being edited and not left yet.
  const unsaved = pages.filter(page => partOf(page).onClose?.(page, context).open);
  if (unsaved.length === 0) return leave;
  const kept = unsaved.some(isWorthKeeping);
  return {
    open: ask(
      '退出',
      [
        `有 ${unsaved.length} 个页面的修改还没有保存。`,
        ...(kept ? ['不保存就退出的单证，30 天内可以在首页按 U 找回。'] : []),
      ],
      [{ label: '回去' }, { label: '不保存，退出', reply: replyToApp(() => leave) }],
    ),
  };
}

function sectionText({ title, lines }: ReturnType<typeof helpOf>[number]): string[] {
  const rows = lines.map(({ keys, label, help }) => `\t${keys}\t${label}${help ? `\t${help}` : ''}`);
  return ['', `◆ ${title}`, ...rows];
}
