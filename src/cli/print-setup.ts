import { resolve } from 'node:path';
import { EXIT } from '../errors.ts';
import { calibrationText, keepMeasured, printCalibrationPage } from '../jobs/calibrate.ts';
import type { Office } from '../jobs/office.ts';
import { printerState, printersOf } from '../jobs/printers.ts';
import { calibrationOf, FILES, printingOf } from '../jobs/printing.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { tableOf } from './report.ts';

/** `print --printers`: the queues of this machine, how they are, and what was measured of each. */
export async function listPrinters({ report }: Context, office: Office): Promise<number> {
  const [{ queues, none }, printing] = await Promise.all([printersOf(office.env), printingOf(office)]);
  const own = queues.some(({ name }) => name === printing.printer) ? printing.printer : undefined;
  const rows = queues.map(queue => ({
    ...queue,
    chosen: own === undefined ? queue.usual : queue.name === own,
    calibration: printing.calibrations[queue.name],
  }));
  report.result(rows, () =>
    rows.length === 0
      ? []
      : tableOf(
          ['', '打印队列', '状态', '校准'],
          rows.map(row => [
            row.chosen ? '*' : '',
            row.name,
            printerState(row),
            row.calibration ? calibrationText(row.calibration) : '没有校准',
          ]),
        ),
  );
  if (none !== undefined) report.note(`${none}；写成文件再打印：print 录入序号 --file 报检单.pdf`);
  else if (rows.some(({ chosen }) => chosen)) report.note('* 是不写队列名时用的：settings set printing.printer 队列名');
  return EXIT.done;
}

/** `print --calibration-page`: to a file or a queue; `adjusted` as the printer is calibrated now. */
export async function calibrationPageTo(
  { report }: Context,
  office: Office,
  to: { readonly file?: string; readonly printer?: string; readonly again: boolean; readonly adjusted: boolean },
): Promise<number> {
  const { again, adjusted } = to;
  const printer = to.printer ?? FILES;
  const file = to.file === undefined ? undefined : resolve(to.file);
  const done = await printCalibrationPage(office, { printer, again, adjusted, ...(file !== undefined && { file }) });
  report.result(done, () => ['file' in done ? `校准页已写到 ${done.file}` : `校准页已交给 ${printer}：${done.job.id}`]);
  const words = to.printer === undefined ? '' : ` --printer ${printer}`;
  report.note(`量好以后：print --measured 左上x,左上y,右上x,右上y,左下x,左下y,右下x,右下y${words}（毫米）`);
  return EXIT.done;
}

/** `print --measured`: eight distances in millimetres, two of each cross. */
export async function takeMeasured(
  { report }: Context,
  office: Office,
  text: string,
  printer: string = FILES,
): Promise<number> {
  const numbers = text.split(/[,，]/u).map(each => (each.trim() === '' ? Number.NaN : Number(each)));
  if (numbers.length !== 8 || numbers.some(each => !Number.isFinite(each)))
    throw usage('--measured 要八个毫米数，用逗号隔开：左上、右上、左下、右下各到左边、上边的距离');
  const points = [0, 2, 4, 6].map(at => ({ x: numbers[at] ?? 0, y: numbers[at + 1] ?? 0 }));
  const { left, top, right, bottom } = calibrationOf(await printingOf(office), printer);
  const calibration = await keepMeasured(office, printer, points, { left, top, right, bottom });
  report.result({ printer, calibration }, () => [`${printer} 已校准：${calibrationText(calibration)}`]);
  return EXIT.done;
}
