import { type Fault, faultKey } from '../../../src/catalogue/fault.ts';
import { comparePlaces } from '../../../src/declaration/check.ts';
import { sentenceOf } from '../../../src/declaration/describe.ts';
import { good } from '../../contract/message.ts';
import { faultsOf } from './change.ts';
import { focusStop } from './focus.ts';
import { placeOfFocus } from './popup/faults.ts';
import { action } from './run-action.ts';
import { commitAll, focusFault } from './save.ts';
import type { EntryPage } from './state.ts';

/** Where the focus stands, as far as a step to a fault leads it somewhere. */
const standing = ({ focus, popups, lists }: EntryPage): string =>
  JSON.stringify([
    focus.stop,
    focus.list,
    Object.values(lists).map(({ editingIndex }) => editingIndex),
    popups.map(({ popup, path, zone, stop, tick, index, editingIndex }) => [
      popup,
      path,
      zone,
      stop,
      tick,
      index,
      editingIndex,
    ]),
  ]);

/** The fault before or behind the one that the last step led to, where the focus is still there, else behind or before the field that has the focus. */
function neighbour(page: EntryPage, faults: readonly Fault[], by: 1 | -1): number {
  const { fault } = page.focus;
  const last = fault?.standing === standing(page) ? faults.findIndex(each => faultKey(each) === fault.key) : -1;
  if (last >= 0) return (last + by + faults.length) % faults.length;
  const here = placeOfFocus(page);
  if (by > 0)
    return Math.max(
      0,
      faults.findIndex(({ path }) => comparePlaces(path, here) > 0),
    );
  const before = faults.findLastIndex(({ path }) => comparePlaces(path, here) < 0);
  return before < 0 ? faults.length - 1 : before;
}

/** Goes to the next fault, or to the one before, from anywhere on the page: what is typed is taken in, popups close, others open (A4). */
export const faultStep = (by: 1 | -1) =>
  action((page, { world }) => {
    const whole = commitAll(page, world);
    const faults = faultsOf(whole, world);
    if (faults.length === 0)
      return { state: focusStop({ ...whole, faults }, whole.focus.stop, world), ...good('没有差错') };
    const index = neighbour(page, faults, by);
    const fault = faults[index] as Fault;
    const there = focusFault({ ...whole, faults }, fault, world);
    return {
      state: { ...there, focus: { ...there.focus, fault: { key: faultKey(fault), standing: standing(there) } } },
      message: {
        tone: fault.level,
        text: `${index + 1}/${faults.length} ${sentenceOf(fault, page.drafts.document.direction)}`,
      },
    };
  });
