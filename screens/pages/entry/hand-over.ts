import { askFor, handOver, wantedBy } from '../../../src/jobs/colleagues.ts';
import { openByOthers } from '../../../src/jobs/open-by.ts';
import { cleanLine } from '../../../src/text.ts';
import type { ActionContext, Change, Effect } from '../../contract/change.ts';
import { good, info, type Message, warn } from '../../contract/message.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { focusStop } from './focus.ts';
import { action } from './run-action.ts';
import { commitAll, save } from './save.ts';
import { type EntryPage, hasUnsaved, lockedBecause } from './state.ts';

const KEY = 'Alt+&';

/** Who asks to go on with the declaration of the page. */
export const askingOn = ({ sync: { record } }: EntryPage, { me, now }: World): string | undefined =>
  wantedBy(record, me?.() ?? '', now());

/** That somebody asks, and the key that answers. */
export function askedNote(page: EntryPage, world: World): Message | undefined {
  const who = askingOn(page, world);
  if (who === undefined) return undefined;
  return { tone: 'warning', text: `${cleanLine(who)} 想接着改这份单证；${KEY} 交给他，没有保存的先存为草稿` };
}

/** What is said of a record that has come: somebody asks, or what was asked for is given. */
export function handedNote(before: EntryPage, after: EntryPage, { world }: ActionContext): Message | undefined {
  const me = world.me?.() ?? '';
  const [was, is] = [before.sync.record.wanted, after.sync.record.wanted];
  if (was?.by === me && is === undefined) return good(`${after.id} 交给您了，可以接着改`).message;
  return is !== undefined && is.at !== was?.at ? askedNote(after, world) : undefined;
}

/** Looks who else has the declaration open. */
export function lookWhoElse(page: EntryPage, tell = false): Effect {
  return {
    run({ office }) {
      const others = openByOthers(office).get(page.id) ?? [];
      if (others.join('、') === (page.others ?? []).join('、')) return undefined;
      const told = `${others.join('、')} 正打开着这份单证；${KEY} 请他交给您`;
      return replyTo(page, (now, { ui: { message } }) => {
        const state = { ...now, others };
        if (!tell || others.length === 0) return { state };
        // What is to be done with it must not be lost behind who has it open.
        return message
          ? { state, message: { ...message, text: `${message.text}（${told}）` } }
          : { state, ...info(told) };
      });
    },
  };
}

const asking = ({ id }: EntryPage): Effect => ({
  async run({ office }) {
    await askFor(office, id);
    return replyToApp(() => info(`已请他交给您；他一答应这里就说，您可以先看`));
  },
});

const giving = ({ id }: EntryPage, who: string): Effect => ({
  async run({ office }) {
    await handOver(office, id);
    return replyToApp(() => ({ storeChanged: true, ...good(`${id} 已交给${cleanLine(who)}`) }));
  },
});

/** One key asks for a declaration that somebody else has open, and gives it to whoever asks; what is not saved is kept as a draft first. */
export const handOverKey = action((page, { world }): Change<EntryPage> => {
  const whole = commitAll(page, world);
  const state = focusStop(whole, whole.focus.stop, world);
  const who = askingOn(page, world);
  if (who !== undefined) {
    if (hasUnsaved(whole)) return save(whole, 'draft', world, { next: giving(page, who) });
    return { state, close: true, effects: [giving(page, who)] };
  }
  if (page.sync.record.revision === 0) return { state, ...info('这份单证还没有保存，只有您看得到') };
  if (lockedBecause(page) !== undefined) return { state, ...info('只能查看的单证不用接手') };
  if ((page.others ?? []).length === 0) return { state, ...info('没有别人打开着这份单证') };
  if (hasUnsaved(whole)) return { state, ...warn('您也改过，还没有保存：先保存或暂存，两人改的会比较、合并') };
  return { state, effects: [asking(page)] };
});
