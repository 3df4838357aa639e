import { layoutFaultText } from '../../../src/paper/template/wording.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Actions, Change } from '../../contract/change.ts';
import type { Find } from '../../contract/find.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { openReading } from '../../dialogs/reading.ts';
import { around } from '../../widgets/list-moves.ts';
import { READABLE, scrolledTo, withinPage, zoomed, zoomFor } from '../../widgets/page-canvas/zoom.ts';
import { EDITS } from './edits.ts';
import { askPlace } from './exact.ts';
import { askName, confirmClose, save } from './saving.ts';
import { currentBox, type DesignerPage, faultsOf, formOf, isUnsaved, shownBoxes } from './state.ts';
import { canvasArea, drawDesigner } from './view.ts';

/** The window follows the box with the focus. */
function followed(page: DesignerPage, context: ActionContext): DesignerPage {
  const box = currentBox(page);
  const area = canvasArea(areaOf(context.ui));
  const scroll = withinPage(page.scroll, page.zoom, area);
  return { ...page, scroll: box ? scrolledTo(box.place, scroll, page.zoom, area) : scroll };
}

const following =
  (action: Action<DesignerPage>): Action<DesignerPage> =>
  (page, context) => {
    const change = action(page, context);
    return change.state ? { ...change, state: followed(change.state, context) } : change;
  };

function focused(page: DesignerPage, id: string): DesignerPage {
  return { ...page, current: id };
}

const step =
  (by: number): Action<DesignerPage> =>
  page => {
    const boxes = shownBoxes(page);
    const at = boxes.findIndex(({ id }) => id === page.current);
    const next = boxes[around(at + by, boxes.length)];
    return next ? { state: focused(page, next.id) } : {};
  };

const end =
  (at: 0 | -1): Action<DesignerPage> =>
  page => {
    const box = shownBoxes(page).at(at);
    return box ? { state: focused(page, box.id) } : {};
  };

/** Half a window up or down; the focus stays where it is. */
const scrollBy =
  (way: 1 | -1): Action<DesignerPage> =>
  (page, { ui }) => {
    const area = canvasArea(areaOf(ui));
    const row = page.scroll.row + way * Math.max(1, Math.floor(area.rows / 2));
    return { state: { ...page, scroll: withinPage({ ...page.scroll, row }, page.zoom, area) } };
  };

const zoomBy =
  (way: 1 | -1): Action<DesignerPage> =>
  page => {
    const zoom = zoomed(page.zoom, way);
    return zoom === page.zoom ? info(way > 0 ? '已经最大' : '已经最小') : { state: { ...page, zoom } };
  };

/** The whole page, its whole width, and what can be read, in turn. */
const zoomNext: Action<DesignerPage> = (page, { ui }) => {
  const area = canvasArea(areaOf(ui));
  const steps = [...new Set([zoomFor(area, 'page'), zoomFor(area, 'width'), READABLE])];
  const zoom = steps[around(steps.indexOf(page.zoom) + 1, steps.length)] ?? READABLE;
  return { state: { ...page, zoom } };
};

function toggledAll(page: DesignerPage): DesignerPage {
  const next = { ...page, all: !page.all };
  const boxes = shownBoxes(next);
  return boxes.some(({ id }) => id === next.current) ? next : focused(next, boxes[0]?.id ?? '');
}

const markAll: Action<DesignerPage> = page => {
  const ids = shownBoxes(page).map(({ id }) => id);
  const isAll = ids.every(id => page.marked.has(id));
  return { state: { ...page, marked: new Set(isAll ? [] : ids) } };
};

const back: Action<DesignerPage> = page =>
  page.marked.size > 0 ? { state: { ...page, marked: new Set() } } : confirmClose(page);

const faults: Action<DesignerPage> = (page, { world }) => {
  const found = faultsOf(page, world.book).map(layoutFaultText);
  return found.length === 0 ? info('没有超出可打印范围或重叠的框') : { open: openReading('版式的提醒', found) };
};

function found(page: DesignerPage, context: ActionContext): readonly Find[] {
  return shownBoxes({ ...page, all: true }).map(({ id, name, isHidden, isChanged }) => ({
    id: `box ${id}`,
    group: 'field',
    sort: '框',
    name,
    aside: isHidden ? '不打印' : isChanged ? '已改' : '',
    lead: {
      reply: replyTo<DesignerPage>(page, now => {
        const next = shownBoxes(now).some(box => box.id === id) ? now : { ...now, all: true };
        return { state: followed(focused(next, id), context) };
      }),
    },
  }));
}

const MOVES: Actions<DesignerPage> = Object.fromEntries(
  Object.entries({
    ...EDITS,
    'designer.next': step(1),
    'designer.previous': step(-1),
    'designer.first': end(0),
    'designer.last': end(-1),
    'designer.zoom-in': zoomBy(1),
    'designer.zoom-out': zoomBy(-1),
    'designer.zoom-next': zoomNext,
    'designer.all': (page: DesignerPage): Change<DesignerPage> => {
      const next = toggledAll(page);
      return { state: next, ...info(next.all ? '表格的文字和线也可以改' : '只改内容、勾选和条码') };
    },
  }).map(([name, action]) => [name, following(action as Action<DesignerPage>)]),
);

const HINT = '方向键移动，. 换步长，[ ] 宽窄，{ } 高低，+ - 字号，L C R 对齐，H 不打印';

export const DESIGNER: PagePart<DesignerPage> = {
  tab: page => `版式 ${page.name || formOf(page).title}`,
  unsaved: isUnsaved,
  contexts: () => ['designerMove', 'designerText', 'designerView', 'designer'],
  actions: {
    ...MOVES,
    'designer.mark-all': markAll,
    'designer.scroll-up': scrollBy(-1),
    'designer.scroll-down': scrollBy(1),
    'designer.background': page => ({
      state: { ...page, bare: !page.bare },
      ...info(page.bare ? '连表格一起显示' : '只显示内容，如同套打'),
    }),
    'designer.place': askPlace,
    'designer.faults': faults,
    'designer.save': page => save(page),
    'designer.save-as': page => ({ open: askName(page) }),
    'designer.back': back,
  },
  draw: drawDesigner,
  note(page, { world }) {
    const [first, ...others] = faultsOf(page, world.book);
    if (!first) return { tone: 'quiet', text: HINT };
    const more = others.length > 0 ? `；另有 ${others.length} 处，按 F 查看` : '';
    return { tone: 'warning', text: `${layoutFaultText(first)}${more}` };
  },
  help: page => [
    `${formOf(page).title}的打印模板：方向键移 1 毫米，Shift+方向键移 0.1 毫米，Alt+方向键移到与邻框或格线对齐。`,
    '终端分不出 Shift+方向键时，按 . 换方向键的步长：1 毫米、0.1 毫米、对齐邻框。',
    '模板只记与原来版式的差别；没有保存的修改，意外中断后再打开时还在。',
  ],
  finds: (page, context) => ({ finds: found(page, context) }),
  onOpen: (page, context) => ({ state: followed(page, context) }),
  onClose: confirmClose,
};
