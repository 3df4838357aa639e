import * as v from 'valibot';
import { UserError } from '../errors.ts';
import type { Adjustment } from '../paper/adjust.ts';
import { type Margins, UNMEASURED, USUAL_MARGINS } from '../paper/printable.ts';
import type { Office } from './office.ts';
import { SIDES } from './print-queue.ts';
import { printersOf } from './printers.ts';
import { oneOf, settingsDocument, text, yesNo } from './settings/document.ts';

export const MAX_COPIES = 99;

/** What files are calibrated as, which people print by another program. */
export const FILES = '文件';

const COPIES = `应为 1 到 ${MAX_COPIES} 的整数`;
const MARGIN = '应为 0 到 30 的毫米数';
const within = (least: number, most: number, what: string) =>
  v.pipe(v.number(what), v.minValue(least, what), v.maxValue(most, what));
const SHIFT = within(-20, 20, '应为 -20 到 20 的毫米数');
const SCALE = within(0.9, 1.1, '应为 0.9 到 1.1');
const WHITE = v.optional(within(0, 30, MARGIN), USUAL_MARGINS.left);

/** What was measured of a printer. */
const CALIBRATION = v.object({
  dx: v.optional(SHIFT, 0),
  dy: v.optional(SHIFT, 0),
  scaleX: v.optional(SCALE, 1),
  scaleY: v.optional(SCALE, 1),
  left: WHITE,
  top: WHITE,
  right: WHITE,
  bottom: WHITE,
});

/** How one person prints. */
export const OWN_PRINTING = v.object({
  /** Where papers go when nothing else is said: the queue of that name, a file, or the queue that CUPS takes by itself. */
  printer: v.optional(text()),
  toFile: v.optional(yesNo(), false),
  copies: v.optional(
    v.pipe(v.number(COPIES), v.integer(COPIES), v.minValue(1, COPIES), v.maxValue(MAX_COPIES, COPIES)),
    1,
  ),
  sides: v.optional(oneOf(...SIDES), 'one-sided'),
  /** Paper with the form printed on it is in the printer. */
  valuesOnly: v.optional(yesNo(), false),
  /** The print template of each paper, by the name of the paper, where people chose one the last time. */
  templates: v.optional(v.record(v.string(), text()), {}),
  /** By the name of the queue; every one has its own, and every person in front of it. */
  calibrations: v.optional(v.record(v.string(), CALIBRATION), {}),
});

export type Calibration = Readonly<v.InferOutput<typeof CALIBRATION>>;
export type Printing = Readonly<v.InferOutput<typeof OWN_PRINTING>>;

export const USUAL_PRINTING: Printing = v.parse(OWN_PRINTING, {});

/** By the name of the person: printers are chosen and measured where they stand. */
export const PRINTING = settingsDocument<Readonly<Record<string, Printing>>>(
  'printing',
  v.record(v.string(), OWN_PRINTING),
  {},
  'settings.own',
);

type Users = v.InferOutput<typeof PRINTING.schema>;

/** Of all that is kept, how this person prints. */
export const ownPrinting = (held: Users, { user }: Pick<Office, 'user'>): Printing => held[user] ?? USUAL_PRINTING;

export async function printingOf(office: Pick<Office, 'store' | 'user'>): Promise<Printing> {
  return ownPrinting(await office.store.settings.read(PRINTING), office);
}

/** Changes how this person prints. */
export async function changePrinting(office: Office, change: (held: Printing) => Printing): Promise<Printing> {
  const held = await office.store.settings.update(PRINTING, users => ({
    ...users,
    [office.user]: change(ownPrinting(users, office)),
  }));
  return ownPrinting(held, office);
}

/** The queue that this person prints to when none is named: the chosen one, else that of CUPS. Throws `print.no-queue`. */
export async function usualPrinter({ env }: Pick<Office, 'env'>, { printer }: Printing): Promise<string> {
  if (printer !== undefined && printer !== '') return printer;
  const { queues, none } = await printersOf(env);
  const usual = queues.find(queue => queue.usual) ?? queues[0];
  if (usual) return usual.name;
  throw new UserError('print.no-queue', none ?? '这台机器上没有打印队列', {
    exit: 'faults',
    next: ['写成文件再打印：--file 报检单.pdf'],
  });
}

/** What is known of a printer; of one that nobody has measured, that it is as printers are. */
export function calibrationOf({ calibrations }: Printing, printer: string | undefined): Adjustment & Margins {
  const own = printer !== undefined && Object.hasOwn(calibrations, printer) ? calibrations[printer] : undefined;
  return own ?? UNMEASURED;
}
