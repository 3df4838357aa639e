import { changeColumnMapping, columnMappingsOf, type KeptMapping } from '../../src/jobs/column-mappings.ts';
import type { Office } from '../../src/jobs/office.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { cleanLine } from '../../src/text.ts';
import { headingsOfMapping } from '../../src/workbook/kept-mappings.ts';
import type { Action, Change, Effect, Reply } from '../contract/change.ts';
import { good, info } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import { fitted, type Line, span } from '../draw/line.ts';
import { boxed, centred } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';
import { askText } from './naming.ts';
import { ask } from './question.ts';

/** The kept mappings of columns: taken, renamed, dropped. */
export interface MappingsDialog {
  readonly kind: 'mappings';
  readonly mappings: readonly KeptMapping[];
  readonly index: number;
  /** What is said to the dialog below of the one that is chosen; without it they are only looked after. */
  readonly take: ((mapping: KeptMapping) => Reply) | undefined;
}

/** Lists the kept mappings. */
export function openMappings(take?: (mapping: KeptMapping) => Reply): Effect {
  return {
    async run({ office }) {
      const dialog = await dialogOf(office, take, 0);
      return replyToApp(() => (dialog ? { open: dialog } : info('还没有栏目对应：导入时在核对里按 K，再按 B 留下')));
    },
  };
}

async function dialogOf(
  office: Office,
  take: MappingsDialog['take'],
  index: number,
): Promise<MappingsDialog | undefined> {
  const mappings = await columnMappingsOf(office);
  const at = Math.min(index, mappings.length - 1);
  return mappings.length === 0 ? undefined : { kind: 'mappings', mappings, index: at, take };
}

/** Changes what is kept, and shows what is left of it. */
function changing({ take, index }: MappingsDialog, name: string, to: string | undefined, said: string): Effect {
  return {
    label: '正在保存',
    async run({ office }) {
      await changeColumnMapping(office, name, to);
      const next = await dialogOf(office, take, index);
      return replyToDialog<MappingsDialog>('mappings', () => ({
        ...(next ? { state: next } : { close: true as const }),
        ...good(said),
      }));
    },
  };
}

const rowsIn = ({ mappings }: MappingsDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - 5, mappings.length));

const LIST = indexed<MappingsDialog>({ count: ({ mappings }) => mappings.length, rows: rowsIn });

const onRow =
  (run: (mapping: KeptMapping, dialog: MappingsDialog) => Change<MappingsDialog>): Action<MappingsDialog> =>
  dialog => {
    const mapping = dialog.mappings[dialog.index];
    return mapping ? run(mapping, dialog) : {};
  };

const renaming = ({ name }: KeptMapping, dialog: MappingsDialog): Change<MappingsDialog> => ({
  open: askText({ title: '栏目对应改名', label: '名称', start: name, notes: [] }, text => {
    const to = cleanLine(text);
    return replyToApp(() => ({ effects: [changing(dialog, name, to, `栏目对应“${name}”改名为“${to}”`)] }));
  }),
});

export const MAPPINGS: DialogPart<MappingsDialog> = {
  contexts: () => ['mappings'],
  actions: {
    ...listActions('mappings', LIST),
    'mappings.take': onRow((mapping, dialog) =>
      dialog.take ? { close: true, reply: dialog.take(mapping) } : renaming(mapping, dialog),
    ),
    'mappings.rename': onRow(renaming),
    'mappings.delete': onRow(({ name }, dialog) => ({
      open: ask(
        '删除栏目对应',
        [`删除“${name}”？以后有这些表头的工作簿又要猜了。`],
        [
          { label: '回去' },
          {
            label: '删除',
            reply: replyToApp(() => ({ effects: [changing(dialog, name, undefined, `栏目对应“${name}”已删除`)] })),
          },
        ],
      ),
    })),
    'mappings.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const { mappings, index } = dialog;
    const columns = Math.min(80, area.columns - 6);
    const drawn = drawRows(mappings, { index, room: rowsIn(dialog, area) }, (mapping, _at, chosen): Line => {
      const { name } = mapping;
      const headings = headingsOfMapping(mapping).join(' ');
      return [
        chosenMark(chosen),
        span(fitted(cleanLine(name), 20), chosen ? 'chosen' : 'panel'),
        span(fitted(` ${cleanLine(headings)}`, columns - 21), chosen ? 'chosen' : 'panelQuiet'),
      ];
    });
    return centred(boxed('栏目对应', { lines: drawn.lines, cursor: { x: 0, y: drawn.y } }, columns), area);
  },
};
