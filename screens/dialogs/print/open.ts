import { stat } from 'node:fs/promises';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { pathMeant } from '../../../src/jobs/find-path.ts';
import type { Office } from '../../../src/jobs/office.ts';
import type { PrintTemplate } from '../../../src/jobs/print-templates.ts';
import { type Printers, printerState, printersOf } from '../../../src/jobs/printers.ts';
import { calibrationOf, FILES, type Printing, printingOf } from '../../../src/jobs/printing.ts';
import type { PaperName } from '../../../src/paper/form.ts';
import type { Change, Effect } from '../../contract/change.ts';
import { replyToApp } from '../../contract/reply.ts';
import { foretelling } from './foretell.ts';
import type { PrintDialog, ReplyWith, Target, TemplateChoice } from './state.ts';

/** What is chosen already, and who is told what was printed. */
interface PrintChosen {
  readonly papers?: readonly PaperName[];
  readonly valuesOnly?: boolean;
  readonly templates?: readonly string[];
  readonly replyWith?: ReplyWith;
}

/** Of more declarations than these nobody waits until all are read: their papers are those of the first ones. */
const READ = 50;

/** Asks what is printed of these stored declarations and where; all is chosen as it usually is. */
export function openPrint(
  entryNos: readonly string[],
  { replyWith = change => replyToApp(() => change), ...chosen }: PrintChosen = {},
): Effect {
  return {
    label: '正在准备打印',
    async run({ office, signal }) {
      const { paperChoices } = await import('../../../src/jobs/print-papers.ts');
      const { printTemplatesOf } = await import('../../../src/jobs/print-templates.ts');
      const [records, printers, printing, templates] = await Promise.all([
        readAll(office, entryNos.slice(0, READ), signal),
        printersOf(office.env),
        printingOf(office),
        printTemplatesOf(office),
      ]);
      const papers = paperChoices(records.map(({ document }) => document));
      return replyToApp(({ ui }): Change<never> => {
        const dialog: PrintDialog = {
          kind: 'print',
          entryNos,
          papers: papers.map(paper => ({ ...paper, ticked: chosen.papers?.includes(paper.name) ?? paper.usual > 0 })),
          templates: templatesFor(papers, templates, chosen.templates ?? Object.values(printing.templates)),
          valuesOnly: chosen.valuesOnly ?? printing.valuesOnly,
          ...targetsFor(printers, printing),
          file: '',
          copies: printing.copies,
          sides: printing.sides,
          index: 0,
          foretold: undefined,
          looks: 0,
          look: foretelling(records),
          replyWith,
        };
        return { effects: [naming(dialog, ui.session.userFolder)] };
      });
    },
  };
}

/** The templates of the papers; chosen is what this person printed with the last time, as long as there is one of that name. */
function templatesFor(
  papers: readonly { readonly name: PaperName }[],
  templates: readonly PrintTemplate[],
  wanted: readonly string[],
): readonly TemplateChoice[] {
  return papers.flatMap(({ name: paper }) => {
    const names = templates.filter(template => template.paper === paper).map(({ name }) => name);
    return names.length === 0 ? [] : [{ paper, names, name: names.find(name => wanted.includes(name)) ?? '' }];
  });
}

async function readAll(
  office: Office,
  entryNos: readonly string[],
  signal: AbortSignal,
): Promise<readonly DeclarationRecord[]> {
  const records: DeclarationRecord[] = [];
  for (const entryNo of entryNos) {
    signal.throwIfAborted();
    // One that others have removed meanwhile is told of when it is printed.
    const record = await office.store.get(entryNo).catch(() => undefined);
    if (record) records.push(record);
  }
  return records;
}

/** The queues and the file; chosen is what this person prints to, else what CUPS prints to, else the file. */
function targetsFor(
  { queues, none }: Printers,
  printing: Printing,
): { readonly targets: readonly Target[]; readonly target: number } {
  const targets: readonly Target[] = [
    ...queues.map(queue => ({
      name: queue.name,
      state: printerState(queue),
      troubled: queue.state === 'stopped' || !queue.accepting,
      calibration: calibrationOf(printing, queue.name),
    })),
    { state: none ?? '', troubled: false, calibration: calibrationOf(printing, FILES) },
  ];
  const own = queues.findIndex(({ name }) => name === printing.printer);
  const usual =
    own >= 0
      ? own
      : Math.max(
          0,
          queues.findIndex(queue => queue.usual),
        );
  return { targets, target: printing.toFile || queues.length === 0 ? queues.length : usual };
}

/** A name for the file that nothing has yet. */
function naming(dialog: PrintDialog, userFolder: string): Effect {
  const [first = ''] = dialog.entryNos;
  const name = dialog.entryNos.length > 1 ? `${first}等${dialog.entryNos.length}份` : first;
  return {
    async run() {
      let file = `~/${name}.pdf`;
      for (let number = 2; await isThere(pathMeant(file, userFolder)); number += 1) file = `~/${name}-${number}.pdf`;
      return replyToApp(() => ({ open: { ...dialog, file } }));
    },
  };
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
