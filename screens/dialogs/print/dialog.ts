import { MAX_COPIES } from '../../../src/jobs/printing.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, Change } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred, wrapped } from '../../draw/picture.ts';
import { SIDE_NAMES, SIDE_WORDS } from '../../layout/sides.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { around } from '../../widgets/list-moves.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { askPath } from '../path.ts';
import { printing } from './printing.ts';
import {
  isToFile,
  isUsual,
  type PrintDialog,
  type Row,
  rowsOf,
  type TemplateChoice,
  targetOf,
  templateNames,
  tickedPapers,
} from './state.ts';

const LIST = indexed<PrintDialog>({ count: dialog => rowsOf(dialog).length, round: true });

const rowAt = (dialog: PrintDialog): Row | undefined => rowsOf(dialog)[dialog.index];

/** Something else is to be printed, so what was foretold no longer holds. */
function changed(dialog: PrintDialog): Change<PrintDialog> {
  const state = { ...dialog, foretold: undefined, looks: dialog.looks + 1 };
  return tickedPapers(state).length === 0 ? { state } : { state, effects: [state.look(state)] };
}

function toggled(dialog: PrintDialog, at: number): Change<PrintDialog> {
  const papers = dialog.papers.map((paper, place) => (place === at ? { ...paper, ticked: !paper.ticked } : paper));
  return changed({ ...dialog, papers });
}

/** The value of the row at the focus, one further or one back. */
const stepped =
  (steps: 1 | -1): Action<PrintDialog> =>
  dialog => {
    switch (rowAt(dialog)?.of) {
      case 'paper':
        return toggled(dialog, dialog.index);
      case 'template':
        return chosenTemplate(dialog, steps);
      case 'content':
        return changed({ ...dialog, valuesOnly: !dialog.valuesOnly });
      case 'target':
        return changed({ ...dialog, target: around(dialog.target + steps, dialog.targets.length) });
      case 'copies':
        return { state: { ...dialog, copies: Math.max(1, Math.min(MAX_COPIES, dialog.copies + steps)) } };
      case 'sides': {
        const at = around(SIDE_NAMES.indexOf(dialog.sides) + steps, SIDE_NAMES.length);
        return { state: { ...dialog, sides: SIDE_NAMES[at] ?? dialog.sides } };
      }
      default:
        return askFile(dialog);
    }
  };

/** Another template for the paper at the focus; behind the last one comes the form itself. */
function chosenTemplate(dialog: PrintDialog, steps: 1 | -1): Change<PrintDialog> {
  const row = rowAt(dialog);
  const templates = dialog.templates.map(choice => {
    if (row?.of !== 'template' || choice !== row.choice) return choice;
    const names = ['', ...choice.names];
    return { ...choice, name: names[around(names.indexOf(choice.name) + steps, names.length)] ?? '' };
  });
  return changed({ ...dialog, templates });
}

/** Asks for another file. */
function askFile(dialog: PrintDialog): Change<PrintDialog> {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/u.exec(dialog.file) ?? [];
  return {
    open: askPath(
      '打印到文件',
      '文件',
      folder,
      path =>
        replyToDialog<PrintDialog>('print', now => ({
          state: { ...now, file: /\.pdf$/iu.test(path) ? path : `${path}.pdf` },
        })),
      { name, endings: ['.pdf'], note: '写成 PDF；已有的会先问', busy: '正在看文件夹' },
    ),
  };
}

/** A digit is the number of copies where that is asked, else ticks the paper at its place. */
const number: Action<PrintDialog> = (dialog, { nth }) => {
  if (rowAt(dialog)?.of !== 'copies') return nth > 0 && nth <= dialog.papers.length ? toggled(dialog, nth - 1) : {};
  const typed = Number(`${dialog.copies}${nth}`);
  return { state: { ...dialog, copies: typed <= MAX_COPIES ? typed : Math.max(1, nth) } };
};

export const PRINT: DialogPart<PrintDialog> = {
  contexts: () => ['print'],
  onOpen: dialog => changed(dialog),
  actions: {
    ...listActions('print', LIST),
    'print.go': {
      cannot: dialog => (tickedPapers(dialog).length === 0 ? '没有勾选单据：空格勾选' : undefined),
      run: (dialog, { ui }) => ({ close: true, effects: [printing(dialog, ui.session.userFolder)] }),
    },
    'print.change': stepped(1),
    'print.back': stepped(-1),
    'print.number': number,
    'print.preview': {
      cannot: dialog => (tickedPapers(dialog).length === 0 ? '没有勾选单据：空格勾选' : undefined),
      run: dialog => ({
        close: true,
        go: {
          to: 'preview',
          entryNos: dialog.entryNos,
          ...(!isUsual(dialog) && { papers: tickedPapers(dialog) }),
          valuesOnly: dialog.valuesOnly,
          templates: templateNames(dialog),
        },
      }),
    },
    'print.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(76, area.columns - 6);
    const foot = footLines(dialog, columns, area);
    const rows = rowsOf(dialog);
    const room = Math.max(3, Math.min(rows.length, area.rows - foot.length - 3));
    const list = drawRows(rows, { index: dialog.index, room }, (row, at, selected) =>
      rowLine(dialog, row, at, selected, columns),
    );
    const lines = [...list.lines, line('─'.repeat(columns), 'rule'), ...foot];
    const { entryNos } = dialog;
    const title = `打印  ${entryNos.length > 1 ? `${entryNos.length} 份单证` : entryNos[0]}`;
    return centred(boxed(title, { lines, cursor: { x: 0, y: list.y } }, columns), area);
  },
};

const TITLE = 8;

function rowLine(dialog: PrintDialog, row: Row, at: number, selected: boolean, columns: number): Line {
  const look = selected ? 'chosen' : 'panel';
  if (row.of === 'paper') {
    const { title, ticked, usual } = row.paper;
    const many = dialog.entryNos.length > 1 && usual > 0 && usual < dialog.entryNos.length ? '  只打有集装箱的' : '';
    return [
      chosenMark(selected),
      span(ticked ? '[x]' : '[ ]', selected ? 'chosen' : ticked ? 'good' : 'panel'),
      span(fitted(` ${at + 1} ${title}${many}`, columns - 4), look),
    ];
  }
  const [title, value, more = ''] =
    row.of === 'template' ? templateValue(dialog, row.choice) : shownValue(dialog, row.of);
  const aside = fitted(more === '' ? '' : `  ${more}`, Math.max(0, columns - TITLE - 7 - widthOf(value)));
  return [
    chosenMark(selected),
    span(fitted(`    ${title}`, TITLE + 4), 'label'),
    span(`‹${value}›`, selected ? 'chosen' : 'value'),
    span(aside, targetOf(dialog)?.troubled && row.of === 'target' ? 'warning' : 'panelQuiet'),
  ];
}

function templateValue({ papers }: PrintDialog, { paper, name }: TemplateChoice): readonly [string, string, string] {
  const title = papers.find(each => each.name === paper)?.title ?? '';
  return ['模板', name === '' ? '不用' : cleanLine(name), title];
}

function shownValue(
  dialog: PrintDialog,
  of: Exclude<Row['of'], 'paper' | 'template'>,
): readonly [string, string, string?] {
  const target = targetOf(dialog);
  switch (of) {
    case 'content':
      return dialog.valuesOnly ? ['内容', '只打内容', '用印好表格的纸（套打）'] : ['内容', '表格和内容'];
    case 'target':
      return ['打到', target?.name ?? '文件', target?.state ?? ''];
    case 'copies':
      return ['份数', String(dialog.copies)];
    case 'sides':
      return ['单双面', SIDE_WORDS[dialog.sides]];
    case 'file':
      return ['文件', dialog.file, '空格换一个'];
  }
}

/** At most so many warnings, so that the rows keep their room. */
const WARNINGS = 3;

function footLines(dialog: PrintDialog, columns: number, area: Size): readonly Line[] {
  const { foretold } = dialog;
  if (tickedPapers(dialog).length === 0) return [line('没有勾选单据', 'warning')];
  if (!foretold) return [line('A4，正在排版…', 'panelQuiet')];
  const most = area.rows < 16 ? 1 : WARNINGS;
  const warnings = foretold.warnings.flatMap(each => wrapped(`! ${each}`, columns));
  const shown =
    warnings.length > most
      ? [...warnings.slice(0, most - 1), `! 另有 ${warnings.length - most + 1} 行，预览里看得到`]
      : warnings;
  const copies = isToFile(dialog) || dialog.copies === 1 ? '' : `，${dialog.copies} 份`;
  return [line(`A4，${foretold.pages} 页${copies}`, 'panelQuiet'), ...shown.map(text => line(text, 'warning'))];
}
