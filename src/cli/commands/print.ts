import { resolve } from 'node:path';
import { EXIT, exitCodeOf, UserError } from '../../errors.ts';
import type { Office } from '../../jobs/office.ts';
import type { Printed, PrintWork } from '../../jobs/print-declarations.ts';
import type { FormOf } from '../../jobs/print-papers.ts';
import { type Queue, SIDES, type Sides } from '../../jobs/print-queue.ts';
import type { PaperName } from '../../paper/form.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import { noteUnused, templatesNamed } from '../chosen-templates.ts';
import type { Command, Context } from '../context.ts';
import { ENTRY_NOS, entryNosOf, noteNothing } from '../inputs.ts';
import { interruptible } from '../interruptible.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';
import { errorDocument, reasonLines, tableOf } from '../report.ts';

interface PrintArguments {
  readonly entryNos?: readonly string[];
  readonly papers?: string;
  readonly file?: string;
  readonly folder?: string;
  readonly printer?: string;
  readonly copies?: number;
  readonly sides?: Sides;
  readonly background?: boolean;
  readonly again?: boolean;
  readonly list?: boolean;
  readonly preview?: boolean;
  readonly printers?: boolean;
  readonly defaultPrinter?: boolean;
  readonly calibrationPage?: boolean;
  readonly calibrated?: boolean;
  readonly measured?: string;
  readonly template?: string;
}

export const print: Command = {
  command: 'print [entryNos..]',
  right: 'print',
  describe: '打印单证：写成 PDF 文件，或交给打印队列；不写 --papers 时按单证类型和集装箱选单据',
  build: yargs =>
    yargs
      .positional('entryNos', ENTRY_NOS)
      .option('papers', { type: 'string', describe: '单据名，用逗号隔开；--list 列出' })
      .option('file', { type: 'string', describe: '全部写进一个 PDF' })
      .option('folder', { type: 'string', describe: '每份一个 PDF；已有的完整文件不再写' })
      .option('printer', { type: 'string', describe: '交给这个 CUPS 打印队列；--printers 列出' })
      .option('default-printer', { type: 'boolean', describe: '交给默认的打印队列' })
      .option('copies', {
        alias: 'n',
        type: 'number',
        describe: '打印几份，配合 --printer；不写按设置 printing.copies',
      })
      .option('sides', { choices: SIDES, describe: '单面或双面，配合 --printer；不写按设置 printing.sides' })
      .option('background', {
        type: 'boolean',
        describe: '打出表格；--no-background 只打内容，用于套打；不写按设置 printing.valuesOnly',
      })
      .option('template', { type: 'string', describe: '打印模板的名称，用逗号隔开，每种单据一个' })
      .option('again', { type: 'boolean', describe: '已有的文件也重新写' })
      .option('list', { type: 'boolean', describe: '列出各种单据和版式的依据' })
      .option('printers', { type: 'boolean', describe: '列出打印队列、状态和校准' })
      .option('calibration-page', { type: 'boolean', describe: '打印校准页，配合 --file 或 --printer' })
      .option('calibrated', { type: 'boolean', describe: '校准页按现在的校准打，用来核对' })
      .option('measured', { type: 'string', describe: '校准页上量得的八个毫米数，配合 --printer；不写队列是给文件的' })
      .option('preview', { type: 'boolean', describe: '在屏幕上用文字看版面，不打印' })
      .example('$0 print WI179546740372500 --file 报检单.pdf', '一份的报检单和集装箱单')
      .example('$0 list --queue saved --limit 0 --json | $0 print - --folder 打印', '全部已保存的，每份一个文件')
      .example('$0 print WI179546740372500 --papers inbound --no-background --printer office', '在印好的表格上套打'),
  completes: name =>
    name === 'entryNos'
      ? ['entry-numbers']
      : name === '--template'
        ? ['print-templates']
        : name === '--folder'
          ? ['folders']
          : undefined,
  async run(context, args: PrintArguments) {
    if (args.list) return await listPapers(context);
    if (args.printers || args.calibrationPage || args.measured !== undefined) return await setUp(context, args);
    const words = args.entryNos ?? [];
    const ways = [
      args.file,
      args.folder,
      args.printer,
      args.defaultPrinter || undefined,
      args.preview || undefined,
    ].filter(way => way !== undefined);
    if (words.length === 0) throw usage('没有写明录入序号');
    if (ways.length !== 1)
      throw usage('写明打印到哪里：--file、--folder、--printer、--default-printer 或 --preview，取其一');
    if (args.copies !== undefined && !(args.copies >= 1)) throw usage('--copies 至少为 1');
    const { papersNamed } = await import('../../jobs/print-papers.ts');
    const names = args.papers?.split(/[,，]/u).map(name => name.trim());
    const papers = names && papersNamed(names.filter(Boolean));
    const open = await context.office();
    const { templates = [], formOf } = await templatesNamed(context, open, args.template);
    const chosen = {
      ...(papers && { papers }),
      ...(formOf && { formOf }),
      templates: templates.map(({ name }) => name),
    };
    const entryNos = await entryNosOf(words, context.rim);
    noteNothing(context.report, entryNos, '没有要打印的单证');
    if (entryNos.length === 0) return reportOutcomes(context.report, []);
    if (args.preview) return await preview(context, open, entryNos, papers, formOf);
    const { calibrationOf, FILES, printingOf, usualPrinter } = await import('../../jobs/printing.ts');
    const printing = await printingOf(open);
    const { copies, sides } = { ...printing, ...args };
    const printer = args.defaultPrinter ? await usualPrinter(open, printing) : args.printer;
    return await interruptible(context, async signal => {
      const work: PrintWork = {
        ...chosen,
        signal,
        valuesOnly: args.background === undefined ? printing.valuesOnly : !args.background,
        calibration: calibrationOf(printing, printer ?? FILES),
        again: args.again === true,
        onBegin: progressOf(context, entryNos.length),
      };
      const printed = await printTo(open, entryNos, args, { name: printer ?? '', copies, sides, env: open.env }, work);
      const code = reportOutcomes(context.report, printed.map(outcomeOf), signal.aborted ? { interrupted: true } : {});
      noteUnused(context, printed, templates);
      const left = printed.filter(({ error }) => error instanceof UserError && error.code === 'interrupted').length;
      if (left > 0) context.report.note(`已中断：没有轮到 ${left} 份；再运行一次会接着打印`);
      return left > 0 ? EXIT.interrupted : code;
    });
  },
};

/** What is done for a printer without printing any declaration. */
async function setUp(context: Context, args: PrintArguments): Promise<number> {
  const { file, printer } = args;
  const { calibrationPageTo, listPrinters, takeMeasured } = await import('../print-setup.ts');
  if (args.printers) return await listPrinters(context, await context.office());
  if (args.measured !== undefined) return await takeMeasured(context, await context.office(), args.measured, printer);
  if ((file === undefined) === (printer === undefined)) throw usage('写明校准页打印到哪里：--file 或 --printer');
  return await calibrationPageTo(context, await context.office(), {
    again: args.again === true,
    adjusted: args.calibrated === true,
    ...(file !== undefined && { file }),
    ...(printer !== undefined && { printer }),
  });
}

async function printTo(
  office: Office,
  entryNos: readonly string[],
  { file, folder }: PrintArguments,
  queue: Queue,
  work: PrintWork,
) {
  const { printToFile, printToFolder, printToQueue } = await import('../../jobs/print-declarations.ts');
  if (file !== undefined) return await printToFile(office, entryNos, resolve(file), work);
  if (folder !== undefined) return await printToFolder(office, entryNos, resolve(folder), work);
  return await printToQueue(office, entryNos, queue, work);
}

// Of many declarations this many lines tell how far it is.
const TOLD = 20;

/** Tells how far it is and, before each declaration is printed, which of its characters cannot be. */
function progressOf({ report }: Context, total: number): PrintWork['onBegin'] {
  const step = Math.max(1, Math.ceil(total / TOLD));
  let done = 0;
  return (entryNo, { missing, outside }) => {
    done += 1;
    if (done % step === 0 || done === total) report.note(`正在打印 ${done}/${total}  ${entryNo}`);
    for (const { label, characters } of missing)
      report.note(`${entryNo}【${label.trim()}】有字体里没有的字，打成 〓：${characters.join('')}`);
    if (outside.length > 0) report.note(`${entryNo} 超出打印机能打到的范围，可能打不出来：${outside.join('、')}`);
    if (missing.length > 0)
      report.note('  → 安装 fonts-hanazono，或写明有这些字的字体：settings set paper.fallbackFont 文件');
  };
}

function outcomeOf(printed: Printed): Outcome {
  const { entryNo, outcome, papers, pages, file, job, outdated, missing, outside, error } = printed;
  const known = error instanceof UserError;
  if (error !== undefined && !known) throw error;
  const text =
    outcome === 'already'
      ? `已有 ${file}，没有再打印`
      : job
        ? `${job.id || '打印队列'} ${job.waiting ? '在打印队列里等待' : '打印队列已经取走'}，${pages} 页`
        : `${file}，${pages} 页`;
  return {
    input: entryNo,
    ok: error === undefined,
    document: {
      outcome,
      ...(known ? { error: errorDocument(error) } : { papers, pages, missing, outside }),
      ...(file !== undefined && { file }),
      ...(job && { job }),
      ...(outdated !== undefined && { outdated }),
    },
    lines: known
      ? reasonLines(error).map((line, at) => (at === 0 && !line.includes(entryNo) ? `${entryNo}：${line}` : line))
      : [
          `${entryNo}  ${text}`,
          ...(outdated ? ['  ! 单证在打印以后改过  → 重新打印：--again'] : []),
          ...(job?.stopped === undefined
            ? []
            : [`  ! 打印机停着：${cleanLine(job.stopped)}  → cupsenable 启用它，或找管理员`]),
        ],
    exit: known ? exitCodeOf(error) : EXIT.faults,
  };
}

async function preview(
  { report }: Context,
  office: Office,
  entryNos: readonly string[],
  papers: readonly PaperName[] | undefined,
  formOf: FormOf | undefined,
): Promise<number> {
  const { placePapers } = await import('../../jobs/print-papers.ts');
  const { pageText } = await import('../../paper/page-text.ts');
  return reportOutcomes(
    report,
    await eachOf(entryNos, String, async entryNo => {
      const placed = placePapers(await office.store.get(entryNo), office.book, papers, formOf);
      const texts = placed.papers.map(({ form, pages }) => ({
        paper: form.name,
        title: form.title,
        pages: pages.map(pageText),
      }));
      return {
        input: entryNo,
        ok: true,
        document: { papers: texts },
        lines: texts.flatMap(({ title, pages }) =>
          pages.flatMap((lines, at) => [`◆ ${entryNo}  ${title}  第${at + 1}页`, ...lines, '']),
        ),
      };
    }),
  );
}

async function listPapers({ report }: Context): Promise<number> {
  const { paperList } = await import('../../jobs/print-papers.ts');
  const papers = paperList();
  report.result(papers, () =>
    tableOf(
      ['名称', '单据', '用于', '版式的依据'],
      papers.map(({ name, title, kinds, grades }) => [
        name,
        title,
        kinds.join('、'),
        grades.map(({ word, share }) => `${word} ${share}%`).join('，'),
      ]),
    ),
  );
  report.note('推测的版式没有公开的样张可以核对：用之前请与机构发的表格对照');
  return EXIT.done;
}
