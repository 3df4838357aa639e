import * as v from 'valibot';
import type { Right } from '../../accounts/permissions.ts';
import { oneOf, settingsDocument, yesNo } from './document.ts';

/** Seconds that a hold may last at most. */
export const MAX_HOLD = 600;

const HOLD = `应为 0 到 ${MAX_HOLD} 的整数（秒），0 为立即发送`;

/** Seconds that one exchange with the bureau may be given. */
const MIN_PATIENCE = 5;
const MAX_PATIENCE = 600;

const PATIENCE = `应为 ${MIN_PATIENCE} 到 ${MAX_PATIENCE} 的整数（秒）`;

/** Seconds between two times of asking for receipts that the program asks by itself. */
const MIN_RECEIVING = 3;
const MAX_RECEIVING = 3600;

const RECEIVING = `应为 0，或 ${MIN_RECEIVING} 到 ${MAX_RECEIVING} 的整数（秒），0 为不自动接收`;

/** Hours that a log-in for batch commands holds. */
const MAX_SESSION = 720;

const SESSION = `应为 1 到 ${MAX_SESSION} 的整数（小时）`;

/** Minutes without a key after which the screen locks. */
const MAX_LOCK = 480;

const LOCK = `应为 0 到 ${MAX_LOCK} 的整数（分钟），0 为不自动锁定`;

/** Days for which the audit keeps its lines at least; whole months go when all of them are older. */
const MIN_AUDIT = 90;
const MAX_AUDIT = 3650;

const AUDIT = `应为 ${MIN_AUDIT} 到 ${MAX_AUDIT} 的整数（天）`;

const SCHEMA = v.object({
  /** Seconds for which what people send is held back, so that they can take it back; 0: none. */
  holdSeconds: v.optional(v.pipe(v.number(HOLD), v.integer(HOLD), v.minValue(0, HOLD), v.maxValue(MAX_HOLD, HOLD)), 5),
  /** Seconds for one exchange with the bureau, all of it; one that does not answer in that time is not asked any further. */
  patienceSeconds: v.optional(
    v.pipe(
      v.number(PATIENCE),
      v.integer(PATIENCE),
      v.minValue(MIN_PATIENCE, PATIENCE),
      v.maxValue(MAX_PATIENCE, PATIENCE),
    ),
    180,
  ),
  /** Seconds from one time to the next that a bureau elsewhere is asked for receipts while the program is open; 0: only when people say so. */
  receiveSeconds: v.optional(
    v.pipe(
      v.number(RECEIVING),
      v.integer(RECEIVING),
      v.check(seconds => seconds === 0 || (seconds >= MIN_RECEIVING && seconds <= MAX_RECEIVING), RECEIVING),
    ),
    30,
  ),
  /** Rings when receipts arrive. */
  sound: v.optional(yesNo(), false),
  /** The title of the window counts what came while nobody was there. */
  titleNews: v.optional(yesNo(), true),
  /** The desktop shows that receipts came, where the terminal can have it show that. */
  desktopNews: v.optional(yesNo(), false),
  /** Choosing a party brings the whole last declaration of it (E9). */
  smartMemory: v.optional(yesNo(), true),
  /** A single match of an HS code fills itself (E6). */
  uniqueHs: v.optional(yesNo(), true),
  /** Goods and containers are entered in a grid, one line each; in a form otherwise. */
  grid: v.optional(yesNo(), false),
  /** The first page tells that only a part of the HS and CIQ tables is here. */
  starterNotice: v.optional(yesNo(), true),
  /** The first page tells what stands before the first declaration. */
  firstSteps: v.optional(yesNo(), true),
  /** Minutes after which the screen of somebody who has logged in is locked; 0: only by the key. */
  lockMinutes: v.optional(v.pipe(v.number(LOCK), v.integer(LOCK), v.minValue(0, LOCK), v.maxValue(MAX_LOCK, LOCK)), 15),
  /** Hours after which batch commands ask to log in again. */
  sessionHours: v.optional(
    v.pipe(v.number(SESSION), v.integer(SESSION), v.minValue(1, SESSION), v.maxValue(MAX_SESSION, SESSION)),
    12,
  ),
  /** Days for which who did what is kept. */
  auditDays: v.optional(
    v.pipe(v.number(AUDIT), v.integer(AUDIT), v.minValue(MIN_AUDIT, AUDIT), v.maxValue(MAX_AUDIT, AUDIT)),
    400,
  ),
  /** The kitty keyboard protocol: `auto` asks the terminal. */
  keyboard: v.optional(oneOf('auto', 'on', 'off'), 'auto'),
});

/** The switches of the office (S7). */
export type Switches = Readonly<v.InferOutput<typeof SCHEMA>>;

export const SWITCHES = settingsDocument<Switches>('switches', SCHEMA, v.parse(SCHEMA, {}), { of: switchesRight });

/** How goods are entered and whether receipts ring is switched in the midst of the work. */
function switchesRight(before: Switches, after: Switches): Right {
  const { grid: _grid, sound: _sound, ...others } = after;
  const isShared = (Object.keys(others) as (keyof typeof others)[]).some(name => before[name] !== after[name]);
  return isShared ? 'settings.shared' : 'settings.own';
}
