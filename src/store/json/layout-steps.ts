import type { LayoutStep } from './home.ts';

/**
 * What brings a home forward, by the layout that a step starts from. Steps run inside the lock, before `store.json` names the new layout:
 * one that was broken off runs again, so each must be content with what it has done before. Folders of the new layout need no step;
 * they are made from `FOLDERS`. Each layout that was ever released has a home in fixtures/homes that the tests open.
 */
export const LAYOUT_STEPS: Readonly<Record<number, LayoutStep>> = {
  // 2 has more than 1 and nothing elsewhere: new documents begin with their defaults, an index without sums is made anew.
  1: async () => {},
  // So has 3 more than 2.
  2: async () => {},
  // And 4 more than 3.
  3: async () => {},
  // 5 has a log of what the files may lack after a cut of the power, which an older program would not read.
  4: async () => {},
  // 6 has more than 5, and nothing elsewhere.
  5: async () => {},
};
