import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { adjustmentOf, type Point } from '../paper/adjust.ts';
import { calibrationPage } from '../paper/calibration-page.ts';
import { type Margins, UNMEASURED } from '../paper/printable.ts';
import type { Office } from './office.ts';
import { fontsOf, writePdf } from './print-files.ts';
import { type PrintJob, sendToQueue } from './print-queue.ts';
import { type Calibration, calibrationOf, changePrinting, printingOf } from './printing.ts';

/** Where a calibration page goes, and whether it is drawn as the printer is calibrated now, to see whether it is right. */
export interface CalibrationPrint {
  /** The queue, or FILES for those that people print by another program. */
  readonly printer: string;
  readonly file?: string;
  readonly again?: boolean;
  readonly adjusted?: boolean;
}

/** Prints the page by which a printer is calibrated. Throws what writing a file and what the queue throws. */
export async function printCalibrationPage(
  office: Office,
  { printer, file, again = false, adjusted = false }: CalibrationPrint,
): Promise<{ readonly file: string } | { readonly job: PrintJob }> {
  const calibration = adjusted ? calibrationOf(await printingOf(office), printer) : UNMEASURED;
  const pages = [calibrationPage(printer, calibration)];
  const fonts = await fontsOf(office);
  const title = `打印校准页 ${printer}`;
  if (file !== undefined) {
    await writePdf(office, file, fonts, [pages], { title, again, calibration });
    return { file };
  }
  const folder = await mkdtemp(join(tmpdir(), 'baojian-print-'));
  try {
    const path = join(folder, 'calibration.pdf');
    await writePdf(office, path, fonts, [pages], { title, calibration });
    const { env } = office;
    return { job: await sendToQueue(path, title, { name: printer, copies: 1, sides: 'one-sided', env }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps what was measured on an unadjusted page of this printer, in millimetres. Throws `print.measured` when no printer prints like that. */
export async function keepMeasured(
  office: Office,
  printer: string,
  measured: readonly Point[],
  margins: Margins,
): Promise<Calibration> {
  const adjustment = adjustmentOf(measured);
  if ('wrong' in adjustment) {
    throw new UserError('print.measured', `校准没有保存：${adjustment.wrong}`, {
      exit: 'faults',
      next: ['再量一次；或再打一张校准页，用 A4 纸，不缩放'],
    });
  }
  const calibration = { ...adjustment, ...margins };
  await changePrinting(office, held => ({
    ...held,
    calibrations: { ...held.calibrations, [printer]: calibration },
  }));
  return calibration;
}

/** Takes a printer as it is again. */
export async function forgetCalibration(office: Office, printer: string): Promise<void> {
  await changePrinting(office, held => {
    const { [printer]: _, ...calibrations } = held.calibrations;
    return { ...held, calibrations };
  });
}

const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;

/** What a calibration does, for people: 右移 +0.50 下移 -0.25 毫米，宽 100.2% 高 99.9%. */
export function calibrationText({ dx, dy, scaleX, scaleY }: Calibration): string {
  const percent = (scale: number) => `${(scale * 100).toFixed(2)}%`;
  return `右移 ${signed(dx)}，下移 ${signed(dy)} 毫米；宽 ${percent(scaleX)}，高 ${percent(scaleY)}`;
}
