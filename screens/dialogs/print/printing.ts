import { UserError } from '../../../src/errors.ts';
import { pathMeant, shortPath } from '../../../src/jobs/find-path.ts';
import type { Printed, PrintWork } from '../../../src/jobs/print-declarations.ts';
import { changePrinting, printingOf } from '../../../src/jobs/printing.ts';
import type { Change, Effect, Reply, Tools } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { AnyPage } from '../../contract/ui.ts';
import { ask } from '../question.ts';
import { openResults, type Result } from '../results.ts';
import { isUsual, type PrintDialog, targetOf, templateNames, tickedPapers } from './state.ts';

const countOf = ({ entryNos }: PrintDialog): string =>
  entryNos.length > 1 ? `${entryNos.length} 份单证` : (entryNos[0] ?? '');

/** Prints as the dialog says. What has not gone when people cancel stays, and is not marked as printed. */
export function printing(dialog: PrintDialog, userFolder: string, again = false): Effect {
  return {
    label: `正在打印 ${countOf(dialog)}`,
    async run(tools) {
      const { office, signal } = tools;
      const work = await workOf(dialog, tools, again);
      const { printToFile, printToQueue } = await import('../../../src/jobs/print-declarations.ts');
      const name = targetOf(dialog)?.name;
      if (name === undefined) {
        const file = pathMeant(dialog.file, userFolder);
        try {
          const printed = await printToFile(office, dialog.entryNos, file, work);
          await remember(dialog, tools);
          return told(dialog, printed, `已写到 ${shortPath(file, userFolder)}`);
        } catch (error) {
          if (!(error instanceof UserError) || signal.aborted) throw error;
          if (error.code !== 'print.exists') throw error;
          return existing({ ...dialog, file: shortPath(file, userFolder) }, userFolder);
        }
      }
      const { copies, sides } = dialog;
      const printed = await printToQueue(office, dialog.entryNos, { name, copies, sides, env: office.env }, work);
      await remember(dialog, tools);
      return told(dialog, printed, queueText(name, printed));
    },
  };
}

async function workOf(dialog: PrintDialog, { office, progress, signal }: Tools, again: boolean): Promise<PrintWork> {
  const { chosenPapers } = await import('../../../src/jobs/print-papers.ts');
  const { choosePrintTemplates } = await import('../../../src/jobs/print-templates.ts');
  const names = tickedPapers(dialog);
  const { formOf } = await choosePrintTemplates(office, templateNames(dialog));
  const calibration = targetOf(dialog)?.calibration;
  let begun = 0;
  return {
    ...(!isUsual(dialog) && { papers: document => chosenPapers(document, names) }),
    formOf,
    valuesOnly: dialog.valuesOnly,
    ...(calibration && { calibration }),
    again,
    signal,
    onBegin() {
      progress(begun, dialog.entryNos.length);
      begun += 1;
    },
  };
}

/** Where this person printed last is where the next papers go, and with the same templates. */
async function remember(dialog: PrintDialog, { office }: Tools): Promise<void> {
  const name = targetOf(dialog)?.name;
  const held = await printingOf(office);
  // Where there is no printer the file is no choice of theirs.
  const toFile = name === undefined && dialog.targets.length > 1 ? true : name === undefined ? held.toFile : false;
  const templates = { ...held.templates, ...Object.fromEntries(dialog.templates.map(each => [each.paper, each.name])) };
  const isSame =
    held.toFile === toFile &&
    (name === undefined || held.printer === name) &&
    JSON.stringify(held.templates) === JSON.stringify(templates);
  if (isSame) return;
  await changePrinting(office, now => ({ ...now, toFile, templates, ...(name !== undefined && { printer: name }) }));
}

function existing(dialog: PrintDialog, userFolder: string): Reply {
  return replyToApp(() => ({
    open: ask(
      '文件已经存在',
      [`${dialog.file} 已经有了。`],
      [
        { label: '回去', reply: replyToApp(() => ({ open: dialog })) },
        { label: '覆盖', reply: replyToApp(() => ({ effects: [printing(dialog, userFolder, true)] })) },
      ],
    ),
  }));
}

/** What the queue took, and why it does not print if it says so. */
function queueText(name: string, printed: readonly Printed[]): string {
  const jobs = printed.flatMap(({ job }) => job ?? []);
  const stopped = stoppedIn(printed);
  const ids = jobs.length > 1 ? `${jobs[0]?.id} 到 ${jobs.at(-1)?.id}` : (jobs[0]?.id ?? '');
  return `已交给 ${name}${ids === '' ? '' : `（${ids}）`}${stopped === undefined ? '' : `，但它停着：${stopped}`}`;
}

/** Why the queue does not print what it took, if it says so. */
const stoppedIn = (printed: readonly Printed[]): string | undefined =>
  printed.flatMap(({ job }) => job?.stopped ?? [])[0];

function told(dialog: PrintDialog, printed: readonly Printed[], done: string): Reply {
  const fine = printed.filter(({ outcome }) => outcome === 'printed');
  const left = printed.filter(({ error }) => error instanceof UserError && error.code === 'interrupted').length;
  const refused = printed.filter(({ outcome }) => outcome === 'failed').length - left;
  const change = { storeChanged: true, ...summary(dialog, printed, { done, fine, left, refused }) } as const;
  return dialog.replyWith(change, new Set(fine.map(({ entryNo }) => entryNo)));
}

function summary(
  dialog: PrintDialog,
  printed: readonly Printed[],
  {
    done,
    fine,
    left,
    refused,
  }: { readonly done: string; readonly fine: readonly Printed[]; readonly left: number; readonly refused: number },
): Change<AnyPage> {
  const pages = fine.reduce((sum, each) => sum + each.pages, 0);
  const copies = dialog.copies > 1 && targetOf(dialog)?.name !== undefined ? ` × ${dialog.copies} 份` : '';
  const text = `${fine.length > 1 ? `${fine.length} 份单证` : (fine[0]?.entryNo ?? '')} ${done}，${pages} 页${copies}`;
  if (left > 0) return warn(`已停下：${fine.length} 份已打印，${left} 份没有打印`);
  if (refused > 0)
    return {
      open: openResults(
        '打印结果',
        printed.map(each => resultOf(each, done)),
      ),
    };
  const lacking = fine.some(({ missing }) => missing.length > 0);
  const outside = fine.some(each => each.outside.length > 0);
  if (lacking) return warn(`${text}；字体里没有的字打成了 〓`);
  if (outside) return warn(`${text}；有内容在打印机打不到的地方`);
  return stoppedIn(fine) === undefined ? good(text) : warn(text);
}

function resultOf({ entryNo, error, pages, outcome }: Printed, done: string): Result {
  if (outcome !== 'failed') return { entryNo, tone: 'good', text: `${done}，${pages} 页`, faults: [], next: [] };
  if (!(error instanceof UserError)) throw error;
  return { entryNo, tone: 'error', text: error.message, faults: [], next: stepsOf(error) };
}

/** What to do that can be done here: not the words of a command line. */
const stepsOf = ({ next }: UserError): readonly string[] => next.filter(step => !step.includes('--'));
