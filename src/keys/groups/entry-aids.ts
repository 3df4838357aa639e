import { APPORTION_KEYS } from './apportion.ts';
import { CHECK_LIST_KEYS } from './check-list.ts';
import { ELSEWHERE_KEYS } from './elsewhere.ts';
import type { KeyGroup } from './group.ts';
import { ONE_LINE_KEYS } from './one-line.ts';
import { SPLIT_KEYS } from './split.ts';

/** What makes entering shorter: better places for a paste, totals dealt out, one-line entry, a declaration in parts, and read through. */
export const ENTRY_AID_KEYS = {
  contexts: {
    ...ELSEWHERE_KEYS.contexts,
    ...APPORTION_KEYS.contexts,
    ...ONE_LINE_KEYS.contexts,
    ...SPLIT_KEYS.contexts,
    ...CHECK_LIST_KEYS.contexts,
  },
  bindings: [
    ...ELSEWHERE_KEYS.bindings,
    ...APPORTION_KEYS.bindings,
    ...ONE_LINE_KEYS.bindings,
    ...SPLIT_KEYS.bindings,
    ...CHECK_LIST_KEYS.bindings,
  ],
  chains: [
    ...ELSEWHERE_KEYS.chains,
    ...APPORTION_KEYS.chains,
    ...ONE_LINE_KEYS.chains,
    ...SPLIT_KEYS.chains,
    ...CHECK_LIST_KEYS.chains,
  ],
} satisfies KeyGroup;
