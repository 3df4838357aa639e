import { foldedUser, shownName } from '../accounts/member.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { dueOf, openTask, type Task } from '../declaration/task.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { dayOf, stampOf } from './clock.ts';
import type { Office } from './office.ts';
import { openByOthers } from './open-by.ts';

/** Longer words nobody reads in a list. */
export const MAX_WORD = 40;
const MAX_NAME = 60;
/** Records read for the names of those who work here, where nobody logs in. */
const MAX_READ = 40;

/** Somebody whom a declaration can be placed with. */
export interface Colleague {
  readonly name: string;
  /** By which they log in; nothing where nobody does. */
  readonly user: string;
}

/**
 * Those whom declarations can be placed with: the members who can log in; where nobody has to, those of whom the office knows that they
 * work in it. Who is at work now comes first.
 */
export async function colleaguesOf(office: Office): Promise<readonly Colleague[]> {
  const accounts = await office.store.members.read();
  const me = office.user;
  if (accounts.on) {
    const all = accounts.members
      .filter(({ state }) => state === 'active')
      .map(member => ({ name: shownName(accounts, member), user: member.user }));
    return [...all.filter(({ name }) => name === me), ...all.filter(({ name }) => name !== me)];
  }
  const names = new Set([me, ...placedNames(office), ...[...openByOthers(office).values()].flat()]);
  for (const row of office.store.rows().slice(0, MAX_READ)) {
    const record = await office.store.get(row.entryNo).catch(missing);
    if (record) names.add(record.updatedBy);
  }
  return [...names].map(name => ({ name: cleanLine(name), user: '' })).filter(({ name }) => name !== '');
}

function missing(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

const placedNames = (office: Office): readonly string[] =>
  [...new Set(office.store.rows().column('taskFor'))].filter(name => name !== undefined && name !== '');

/** The one who is meant by a name, a user name or the beginning of one of them; where nobody logs in any name is somebody. */
export function colleagueNamed(colleagues: readonly Colleague[], typed: string): Colleague {
  const name = cleanLine(typed).trim();
  const folded = foldedUser(name);
  const whole = colleagues.filter(each => each.name === name || (each.user !== '' && each.user === folded));
  const begun = colleagues.filter(
    each => each.name.startsWith(name) || (each.user !== '' && each.user.startsWith(folded)),
  );
  const [found, second] = name === '' ? [] : whole.length > 0 ? whole : begun;
  if (found && !second) return found;
  const logIn = colleagues.some(({ user }) => user !== '');
  if (!logIn && !second && name !== '' && name.length <= MAX_NAME) return { name, user: '' };
  const message = name === '' ? '没有写明交给谁' : second ? `“${name}”不止一人` : `没有这个人：${name}`;
  throw new UserError('task.nobody', message, {
    exit: 'usage',
    next: [`可以交给：${colleagues.map(each => each.name).join('、')}`],
  });
}

/** What is placed with whom: somebody as `placingOf` has found them; the day is `yyyy-MM-dd` or nothing. */
export interface Placing {
  readonly to: string;
  readonly word: string;
  readonly by: string;
}

/** What was typed as what is placed; `task.nobody` where there is no such person. */
export function placingOf(colleagues: readonly Colleague[], typed: Placing): Placing {
  const { name } = colleagueNamed(colleagues, typed.to);
  const word = cleanLine(typed.word).trim();
  if ([...word].length > MAX_WORD) {
    throw new UserError('task.word', `事由有 ${[...word].length} 个字，最多 ${MAX_WORD} 个`, {
      exit: 'usage',
      next: ['写短一些'],
    });
  }
  return { to: name, word, by: typed.by };
}

/** Places a declaration with somebody (交办); what was placed before gives way. */
export async function placeDeclaration(
  office: Office,
  entryNo: string,
  { to, word, by }: Placing,
): Promise<DeclarationRecord> {
  const task: Task = { for: to, word, by, from: office.user, at: stampOf(office.now()) };
  return await office.store.update(entryNo, record => ({ ...record, task }));
}

/** What is to be done with a declaration is done; `task.none` where nothing is. */
export async function finishTask(office: Office, entryNo: string): Promise<DeclarationRecord> {
  const done = { by: office.user, at: stampOf(office.now()) };
  return await office.store.update(entryNo, record => {
    const task = openTask(record.task);
    if (!task)
      throw new UserError('task.none', `${entryNo} 没有交办的事`, {
        exit: 'faults',
        next: ['list --assigned 列出交办的'],
      });
    return { ...record, task: { ...task, done } };
  });
}

type Rows = ReturnType<Office['store']['rows']>;

/** The next one that is placed with somebody, what is due first before the rest; not one of those, such as the one in front. */
export function nextTask(rows: Rows, name: string, except: readonly string[] = []): string | undefined {
  const [whom, days, statuses] = [rows.reader('taskFor'), rows.reader('taskBy'), rows.reader('status')];
  let best: { readonly day: string; readonly entryNo: string } | undefined;
  // The rows begin with the newest: among equals the one that has waited longest is next.
  for (let at = 0; at < rows.length; at += 1) {
    if (whom(at) !== name || statuses(at) === 'withdrawn') continue;
    const day = days(at) || LAST;
    if (best !== undefined && day > best.day) continue;
    const { entryNo = '' } = rows.at(at) ?? {};
    if (!except.includes(entryNo)) best = { day, entryNo };
  }
  return best?.entryNo;
}

const LAST = '9999-99-99';

/** How many of the declarations of a kind are placed with somebody, and how many of these are due. */
export interface TaskCounts {
  readonly mine: number;
  readonly today: number;
  readonly overdue: number;
}

/** The tasks of somebody by the kind of declarations; read by columns, since there may be 200,000 rows. */
export function taskCounts(rows: Rows, name: string, now: number): Readonly<Record<'in' | 'out' | 'pack', TaskCounts>> {
  const today = dayOf(now);
  const none = { mine: 0, today: 0, overdue: 0 };
  const counts = { in: { ...none }, out: { ...none }, pack: { ...none } };
  const [whom, days] = [rows.reader('taskFor'), rows.reader('taskBy')];
  const [statuses, directions] = [rows.reader('status'), rows.reader('direction')];
  for (let at = 0; at < rows.length; at += 1) {
    if (whom(at) !== name || statuses(at) === 'withdrawn') continue;
    const kind = counts[directions(at) ?? 'in'];
    kind.mine += 1;
    const due = dueOf(days(at) ?? '', today);
    if (due === 'today' || due === 'overdue') kind[due] += 1;
  }
  return counts;
}
