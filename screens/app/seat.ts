import type { Office } from '../../src/jobs/office.ts';
import { switchesOf } from '../../src/jobs/switches.ts';
import type { Change, Effect } from '../contract/change.ts';
import { linesOf } from '../contract/message.ts';
import { replyToApp } from '../contract/reply.ts';
import { type AnyPage, frontPage, type UiState } from '../contract/ui.ts';
import { newLock } from '../dialogs/lock.ts';
import { startPage } from '../pages/home/state.ts';
import { newLogin } from '../pages/login/state.ts';
import { partOf } from './registry.ts';

/** Whether the page in front is one of those that stand alone, before anybody has logged in. */
export const isAlone = (ui: UiState): boolean => partOf(frontPage(ui)).alone === true;

/** The screen after somebody has come, has gone, or has locked it. */
export function seated(
  ui: UiState,
  { enter, leave, lock }: Pick<Change<AnyPage>, 'enter' | 'leave' | 'lock'>,
): UiState {
  if (enter) return othersScreen(ui, startPage(), enter.name);
  if (leave) return othersScreen(ui, newLogin(leave), undefined);
  if (lock === undefined) return ui;
  return { ...ui, lock: lock ? newLock() : undefined };
}

/** Nothing is left of what somebody else saw. */
function othersScreen(ui: UiState, page: AnyPage, name: string | undefined): UiState {
  const { size, keyboard } = ui;
  const { pins: _pins, ...session } = ui.session;
  const sitting = (session.sitting ?? 0) + 1;
  const member = name === undefined ? undefined : { name };
  return {
    ...{ size, keyboard, pages: [page], active: 0, dialogs: [], held: [] },
    ...{ message: undefined, busy: undefined, lock: undefined },
    session: { ...session, member, sitting, ...(name !== undefined && { user: name }) },
  };
}

/**
 * Nobody is at work any more. The journals are let go of as after a crash: whoever had these pages is offered them at the next log-in,
 * and nobody else is.
 */
const empty: Effect = {
  run({ office: { local, seat } }) {
    local.journals.close();
    local.openPages.close();
    seat.leave();
    return undefined;
  },
};

/** Out; what was not saved is kept. */
export const leaving = (why: readonly string[] = []): Change<AnyPage> => ({ leave: why, effects: [empty] });

/** Looks whether who is at work may still be: others turn accounts on and off, and disable people. */
export const watchSeat: Effect = {
  async run({ office }) {
    const accounts = await office.store.members.read();
    const { lockMinutes } = await switchesOf(office);
    office.seat.know(accounts);
    return replyToApp(({ ui }) => (accounts.on ? watched(office, ui, lockMinutes) : withoutAccounts(office, ui)));
  },
};

function watched({ seat }: Office, ui: UiState, lockMinutes: number): Change<AnyPage> {
  const refusal = isAlone(ui) ? undefined : seat.refusal('declaration.read');
  if (refusal) return leaving(seat.actor().member ? linesOf(refusal) : ['这里启用了帐户，请登录']);
  return ui.session.lockMinutes === lockMinutes ? {} : { session: { lockMinutes } };
}

function withoutAccounts({ seat }: Office, ui: UiState): Change<AnyPage> {
  if (isAlone(ui)) return { enter: {} };
  if (!seat.actor().member) return {};
  return { session: { member: undefined }, lock: false, effects: [{ run: () => void seat.leave() }] };
}
