import type { Rule } from '../tree.ts';
import { blindness, HOMONYMS } from './blindness.ts';
import { chords } from './chords.ts';
import { codes, NO_CODES } from './codes.ts';
import { cycles } from './cycles.ts';
import { floors } from './floors.ts';
import { consoles, libraries, streams } from './libraries.ts';
import { namedExports, names } from './names.ts';
import { rim } from './rim.ts';
import { commonGround, rooms } from './rooms.ts';
import { sizes } from './sizes.ts';
import { storeKinds } from './store-kinds.ts';
import { focusedTests, MAY_WAIT, timedTests } from './tests.ts';

/** Every rule by its name, which is also the folder of its planted breaches in fixtures/law. */
export const RULES: Readonly<Record<string, Rule>> = {
  rooms: { find: rooms },
  'common-ground': { find: commonGround },
  libraries: { find: libraries },
  streams: { find: streams },
  consoles: { find: consoles },
  rim: { find: rim },
  chords: { find: chords },
  cycles: { find: cycles },
  floors: { find: floors },
  'store-kinds': { find: storeKinds },
  sizes: { find: sizes },
  names: { find: names },
  'named-exports': { find: namedExports },
  blindness: { find: blindness, allowed: HOMONYMS },
  codes: { find: codes, allowed: NO_CODES },
  'timed-tests': { find: timedTests, allowed: MAY_WAIT },
  'focused-tests': { find: focusedTests },
};
