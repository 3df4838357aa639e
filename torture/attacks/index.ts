import type { Attack } from '../attack.ts';
import { fullDisks, kills } from './breaking.ts';
import { files } from './files.ts';
import { folders } from './folders.ts';
import { FUZZ } from './fuzz.ts';
import { homes } from './homes.ts';
import { lines, ssh } from './lines.ts';
import { people } from './people.ts';
import { servers } from './servers.ts';

/** All attacks, in the order of the table. */
export const ATTACKS: readonly Attack[] = [
  kills,
  fullDisks,
  people,
  lines,
  ssh,
  servers,
  folders,
  files,
  homes,
  ...FUZZ,
];
