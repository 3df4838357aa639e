import { dayOf } from '../../../src/jobs/clock.ts';
import { exportLedger } from '../../../src/jobs/ledger.ts';
import {
  dropLedgerTemplate,
  keepLedgerTemplate,
  LEDGER_TEMPLATE_NAME_MAX,
  type LedgerTemplate,
  ledgerTemplatesOf,
} from '../../../src/jobs/ledger-templates.ts';
import {
  isLedgerColumn,
  LEDGER_COLUMN_NAMES,
  type LedgerColumnName,
  ledgerHeading,
  USUAL_COLUMNS,
} from '../../../src/ledger/columns.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { Action, Effect, GuardedAction } from '../../contract/change.ts';
import { good, info, warn } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToApp, replyToDialog } from '../../contract/reply.ts';
import { askText } from '../../dialogs/naming.ts';
import { askPath } from '../../dialogs/path.ts';
import { ask } from '../../dialogs/question.ts';
import { fitted, line, span } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { chosenGroup, type LedgerPage } from './state.ts';

/** What of the declarations is exported, and in which order (3.8). */
export interface LedgerExportDialog {
  readonly kind: 'ledgerExport';
  readonly page: LedgerPage;
  /** The chosen ones first, in their order. */
  readonly names: readonly LedgerColumnName[];
  readonly chosen: number;
  readonly index: number;
  readonly templates: readonly LedgerTemplate[];
  /** The template whose columns these are. */
  readonly template: string;
}

/** Opens the dialog with the columns of the template that was kept last, else with those of the manual. */
export function openLedgerExport(page: LedgerPage): Effect {
  return {
    async run({ office }) {
      const templates = await ledgerTemplatesOf(office);
      const dialog: LedgerExportDialog = {
        kind: 'ledgerExport',
        page,
        ...withColumns(USUAL_COLUMNS),
        index: 0,
        templates,
        template: '',
      };
      const [last] = templates;
      return replyToApp(() => ({ open: last ? { ...dialog, ...columnsOf(last) } : dialog }));
    },
  };
}

function withColumns(columns: readonly LedgerColumnName[]): Pick<LedgerExportDialog, 'names' | 'chosen'> {
  return {
    names: [...columns, ...LEDGER_COLUMN_NAMES.filter(name => !columns.includes(name))],
    chosen: columns.length,
  };
}

const columnsOf = ({ name, columns }: LedgerTemplate): Pick<LedgerExportDialog, 'names' | 'chosen' | 'template'> => ({
  ...withColumns(columns.filter(isLedgerColumn)),
  template: name,
});

const KEYS_AND_FRAME = 5;
const rowsIn = ({ names }: LedgerExportDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - KEYS_AND_FRAME, names.length));

const LIST = indexed<LedgerExportDialog>({ count: ({ names }) => names.length, rows: rowsIn, round: true });

const shift =
  (steps: number): Action<LedgerExportDialog> =>
  dialog => {
    const { names, index, chosen } = dialog;
    const to = index + steps;
    const name = names[index];
    if (name === undefined || index >= chosen || to < 0 || to >= chosen) return {};
    return { state: { ...dialog, names: names.toSpliced(index, 1).toSpliced(to, 0, name), index: to, template: '' } };
  };

/** What is chosen goes behind the chosen ones, the focus to the next line. */
const toggle: Action<LedgerExportDialog> = dialog => {
  const { names, index, chosen } = dialog;
  const name = names[index];
  if (name === undefined) return {};
  const wasChosen = index < chosen;
  const place = wasChosen ? chosen - 1 : chosen;
  const next = { names: names.toSpliced(index, 1).toSpliced(place, 0, name), chosen: chosen + (wasChosen ? -1 : 1) };
  return {
    state: { ...dialog, ...next, index: wasChosen ? index : Math.min(index + 1, names.length - 1), template: '' },
  };
};

const columnsChosen = ({ names, chosen }: LedgerExportDialog): readonly LedgerColumnName[] => names.slice(0, chosen);
const NONE = '先用空格选要导出的项';

const write: GuardedAction<LedgerExportDialog> = {
  cannot: ({ chosen }) => (chosen > 0 ? undefined : NONE),
  run: (dialog, { ui, world }) => {
    const { counted, query } = dialog.page;
    const group = chosenGroup(dialog.page);
    if (!counted || !group) return { close: true };
    const { rows, direction } = counted;
    const { userFolder } = ui.session;
    const list = { direction, rows, places: group.places, columns: columnsChosen(dialog) };
    const day = dayOf(world.now()).replaceAll('-', '');
    return {
      open: askPath(
        `导出 ${group.count} 份单证`,
        '文件',
        userFolder === '' ? '' : '~/',
        async (path, { office, signal, progress }) => {
          const written = await exportLedger(office, path, list, { signal, progress });
          return replyToDialog<LedgerExportDialog>('ledgerExport', () => ({
            close: true,
            ...good(`${group.count} 份已写到 ${written}`),
          }));
        },
        {
          busy: '正在导出',
          name: `${DIRECTION_NAMES[query.direction]}台账-${day}.xlsx`,
          note: '结尾 .xlsx、.xls 或 .csv；已有的文件不会覆盖',
        },
      ),
    };
  },
};

/** Asks for a name; what has that name already is replaced. */
const keep: GuardedAction<LedgerExportDialog> = {
  cannot: ({ chosen }) => (chosen > 0 ? undefined : NONE),
  run: dialog => ({
    open: askText(
      {
        title: '保存成模板',
        label: '名称',
        start: dialog.template,
        notes: [
          `最多 ${LEDGER_TEMPLATE_NAME_MAX} 个字；同名的模板会被替换。下次导出按 T 选择，脚本用 --template 名称。`,
        ],
      },
      async (name, { office }) => {
        const kept = await keepLedgerTemplate(office, { name, columns: [...columnsChosen(dialog)] });
        const templates = await ledgerTemplatesOf(office);
        return replyToDialog<LedgerExportDialog>('ledgerExport', now => ({
          state: { ...now, templates, template: kept.name },
          ...good(`已存为导出模板“${kept.name}”`),
        }));
      },
    ),
  }),
};

/** The next template; behind the last one the columns of the manual. */
const next: Action<LedgerExportDialog> = dialog => {
  const { templates, template } = dialog;
  if (templates.length === 0) return warn('还没有导出模板：选好项，按 S 保存成模板');
  const following = templates[templates.findIndex(({ name }) => name === template) + 1];
  const state = following
    ? { ...dialog, ...columnsOf(following), index: 0 }
    : { ...dialog, ...withColumns(USUAL_COLUMNS), template: '', index: 0 };
  return { state, ...info(following ? `导出模板“${following.name}”` : '手册的各项') };
};

/** The columns stay as they are; only the name goes. */
const drop: GuardedAction<LedgerExportDialog> = {
  cannot: ({ template }) => (template === '' ? '没有选用导出模板：先按 T 选一个' : undefined),
  run: ({ template }) => {
    const dropping: Effect = {
      label: '正在删除导出模板',
      async run({ office }) {
        const templates = await dropLedgerTemplate(office, template);
        return replyToDialog<LedgerExportDialog>('ledgerExport', now => ({
          state: { ...now, templates, template: '' },
          ...good(`导出模板“${template}”已删除`),
        }));
      },
    };
    return {
      open: ask(
        '删除导出模板',
        [`删除导出模板“${template}”？`, '已经导出的文件不受影响。'],
        [
          { label: '回去' },
          { label: '删除', reply: replyToDialog<LedgerExportDialog>('ledgerExport', () => ({ effects: [dropping] })) },
        ],
      ),
    };
  },
};

export const LEDGER_EXPORT: DialogPart<LedgerExportDialog> = {
  contexts: () => ['ledgerExport'],
  actions: {
    ...listActions('items', LIST),
    'items.earlier': shift(-1),
    'items.later': shift(1),
    'items.toggle': toggle,
    'items.write': write,
    'items.keep': keep,
    'items.template': next,
    'items.drop': drop,
    'items.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(52, area.columns - 6);
    const { names, chosen, template, templates, page } = dialog;
    const direction = page.counted?.direction ?? page.query.direction;
    const list = drawRows(names, { index: dialog.index, room: rowsIn(dialog, area) }, (name, index, selected) => {
      const isChosen = index < chosen;
      const place = isChosen ? String(index + 1) : '';
      const text = `${isChosen ? '[x]' : '[ ]'} ${fitted(place, 2, 'right')} ${ledgerHeading(name, direction)}`;
      return [
        chosenMark(selected),
        span(fitted(text, columns - 1), selected ? 'chosen' : isChosen ? 'panel' : 'panelQuiet'),
      ];
    });
    const about = template ? `模板“${template}”` : templates.length > 0 ? `${templates.length} 个模板，T 选用` : '';
    const head = line(fitted(`${chosenGroup(page)?.count ?? 0} 份，选了 ${chosen} 项  ${about}`, columns), 'panel');
    const keys = line('空格 选 ←→ 移动 S 存模板 T 模板 回车 写文件', 'panelQuiet');
    return centred(boxed('导出', { lines: [head, ...list.lines, keys] }, columns), area);
  },
};
