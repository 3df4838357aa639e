import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { openPrint } from '../../dialogs/print/open.ts';
import { exactly, type Line, span } from '../../draw/line.ts';
import { around } from '../../widgets/list-moves.ts';
import { type CanvasMark, drawCanvas } from '../../widgets/page-canvas/canvas.ts';
import { canvasSize, scrolledTo, withinPage, zoomed, zoomFor } from '../../widgets/page-canvas/zoom.ts';
import { showing } from './open.ts';
import { openFile } from './open-file.ts';
import { followed, pictureFor, showPictures } from './picture.ts';
import { beginning, type PreviewPage, sheetOf, windowOf, zoomOf } from './state.ts';

type Move = (page: PreviewPage, context: ActionContext) => PreviewPage;

const moving =
  (move: Move): Action<PreviewPage> =>
  (page, context) => ({ state: move(page, context) });

const areaIn = ({ ui }: ActionContext) => windowOf(areaOf(ui));

/** Moves the window by so many columns and rows, as far as there is page. */
const scrolling =
  (columns: number, rows: number): Action<PreviewPage> =>
  (page, context) => {
    const zoom = zoomOf(page, areaOf(context.ui));
    const { column, row } = page.scroll;
    return {
      state: { ...page, scroll: withinPage({ column: column + columns, row: row + rows }, zoom, areaIn(context)) },
    };
  };

/** By windows; behind the end of a page comes the next one. */
const paging =
  (way: 1 | -1): Action<PreviewPage> =>
  (page, context) => {
    const area = areaIn(context);
    const zoom = zoomOf(page, areaOf(context.ui));
    const { column, row } = page.scroll;
    const scroll = withinPage({ column, row: row + way * Math.max(1, area.rows - 2) }, zoom, area);
    if (scroll.row !== row) return { state: { ...page, scroll } };
    const to = page.sheet + way;
    if (!page.sheets[to]) return info(way > 0 ? '已到最后一页' : '已到第一页');
    const last = withinPage({ column, row: way > 0 ? 0 : canvasSize(zoom).rows }, zoom, area);
    return { state: { ...page, sheet: to, box: -1, scroll: last } };
  };

const sheet =
  (way: 1 | -1): Action<PreviewPage> =>
  (page, context) => {
    const to = page.sheet + way;
    const next = page.sheets[to];
    if (!next) return info(way > 0 ? '已到最后一页' : '已到第一页');
    const scroll = beginning(next.page, zoomOf(page, areaOf(context.ui)), areaIn(context));
    return { state: { ...page, sheet: to, box: -1, scroll } };
  };

const entry =
  (way: 1 | -1): Action<PreviewPage> =>
  page => {
    const to = page.entry + way;
    if (page.entryNos[to] === undefined) return info(page.entryNos.length > 1 ? '没有别的单证了' : '只预览了一份单证');
    return { effects: [showing(page, to)] };
  };

/** The middle of the window stays where it is. */
const zooming = (wanted: (page: PreviewPage, context: ActionContext) => PreviewPage['zoom']): Action<PreviewPage> =>
  moving((page, context) => {
    const area = areaIn(context);
    const before = canvasSize(zoomOf(page, areaOf(context.ui)));
    const next = { ...page, zoom: wanted(page, context) };
    const zoom = zoomOf(next, areaOf(context.ui));
    const after = canvasSize(zoom);
    const along = (at: number, room: number, from: number, to: number) =>
      Math.round(((at + Math.min(room, from) / 2) / from) * to - room / 2);
    const column = along(page.scroll.column, area.columns, before.columns, after.columns);
    const row = along(page.scroll.row, area.rows, before.rows, after.rows);
    return { ...next, scroll: withinPage({ column, row }, zoom, area) };
  });

/** The next box that has a value, which is told about. */
const box =
  (way: 1 | -1): Action<PreviewPage> =>
  (page, context) => {
    const boxes = sheetOf(page)?.page.boxes ?? [];
    if (boxes.length === 0) return info('这一页没有栏目');
    const to = page.box < 0 && way < 0 ? boxes.length - 1 : around(page.box + way, boxes.length);
    const place = boxes[to];
    const zoom = zoomOf(page, areaOf(context.ui));
    return {
      state: { ...page, box: to, ...(place && { scroll: scrolledTo(place, page.scroll, zoom, areaIn(context)) }) },
    };
  };

/** Takes the box back first, then the page. */
const back: Action<PreviewPage> = page => (page.box >= 0 ? { state: { ...page, box: -1 } } : { close: true });

function print(page: PreviewPage): Change<PreviewPage> {
  const { entryNos, papers, valuesOnly, templates } = page;
  return { effects: [openPrint(entryNos, { ...(papers && { papers }), ...(templates && { templates }), valuesOnly })] };
}

function marksOf({ boxes, box, sheets, sheet }: PreviewPage): readonly CanvasMark[] {
  const places = sheets[sheet]?.page.boxes ?? [];
  const chosen = places[box];
  return [
    ...(boxes ? places.map((place): CanvasMark => ({ place, look: 'value', dotted: true })) : []),
    ...(chosen ? [{ place: chosen, look: 'chosen', dotted: true } as const] : []),
  ];
}

function headLine(page: PreviewPage, columns: number, context: ActionContext): Line {
  const shown = sheetOf(page);
  const zoom = zoomOf(page, areaOf(context.ui));
  const whole = zoom <= zoomFor(areaIn(context), 'page');
  const many = page.entryNos.length > 1 ? `（${page.entry + 1}/${page.entryNos.length} 份）` : '';
  const number = shown && shown.of > 1 ? ` 第${shown.number}/${shown.of}页` : '';
  const words = [
    `${page.entryNos[page.entry] ?? ''}${many}`,
    `${page.sheet + 1}/${page.sheets.length} 页`,
    ...(page.valuesOnly ? ['只有内容'] : []),
    whole ? '整页' : `缩放 ${zoom + 1}`,
  ];
  return exactly(
    [
      span('─ ', 'rule'),
      span(`${shown?.title ?? ''}${number}`, 'section'),
      span(` ─ ${words.join(' ─ ')} ${'─'.repeat(columns)}`, 'rule'),
    ],
    columns,
  );
}

/** The preview of papers (T3). */
export const PREVIEW: PagePart<PreviewPage> = {
  tab: ({ entryNos }) => `预览 ${entryNos[0]}`,
  contexts: () => ['previewMoves', 'preview'],
  onOpen: (page, context) => {
    const zoom = zoomOf(page, areaOf(context.ui));
    return { state: { ...page, scroll: beginning(sheetOf(page)?.page, zoom, areaIn(context)) } };
  },
  actions: followed({
    'preview.up': scrolling(0, -2),
    'preview.down': scrolling(0, 2),
    'preview.left': scrolling(-8, 0),
    'preview.right': scrolling(8, 0),
    'preview.page-up': paging(-1),
    'preview.page-down': paging(1),
    'preview.first': moving((page, context) => ({
      ...page,
      scroll: beginning(sheetOf(page)?.page, zoomOf(page, areaOf(context.ui)), areaIn(context)),
    })),
    'preview.last': (page, context) => scrolling(0, canvasSize(zoomOf(page, areaOf(context.ui))).rows)(page, context),
    'preview.next-page': sheet(1),
    'preview.previous-page': sheet(-1),
    'preview.next-entry': entry(1),
    'preview.previous-entry': entry(-1),
    'preview.larger': zooming((page, context) => zoomed(zoomOf(page, areaOf(context.ui)), 1)),
    'preview.smaller': zooming((page, context) => zoomed(zoomOf(page, areaOf(context.ui)), -1)),
    'preview.whole': zooming(page => (page.zoom === 'page' ? 'width' : 'page')),
    'preview.next-box': box(1),
    'preview.previous-box': box(-1),
    'preview.boxes': moving(page => ({ ...page, boxes: !page.boxes })),
    'preview.open': page => ({ effects: [openFile(page)] }),
    'preview.print': print,
    'preview.picture': page => {
      if (!page.pictures) return { effects: [showPictures(page)] };
      const { pictures: _, ...text } = page;
      return { state: text };
    },
    'preview.back': back,
  }),
  image: pictureFor,
  draw(page, area, context) {
    const shown = sheetOf(page);
    const head = headLine(page, area.columns, context);
    if (!shown) return { lines: [head] };
    // Under a picture there is nothing, so that nothing shows through.
    if (pictureFor(page, area)) return { lines: [head] };
    const zoom = zoomOf(page, area);
    const room = windowOf(area);
    const scroll = withinPage(page.scroll, zoom, room);
    const lines = drawCanvas(shown.page, { zoom, scroll, marks: marksOf(page) }, room);
    const margin = Math.max(0, Math.floor((room.columns - canvasSize(zoom).columns) / 2));
    return { lines: [head, ...lines.map(each => (margin > 0 ? [span(' '.repeat(margin)), ...each] : each))] };
  },
  note(page) {
    const chosen = sheetOf(page)?.page.boxes[page.box];
    if (chosen) {
      const value = chosen.full.replace(/\n/gu, ' ⏎ ');
      return { tone: 'plain', text: `${chosen.label || chosen.id}：${value === '' ? '没有内容' : value}` };
    }
    const [warning] = page.warnings;
    if (warning !== undefined)
      return {
        tone: 'warning',
        text: `${warning}${page.warnings.length > 1 ? `；另有 ${page.warnings.length - 1} 处` : ''}`,
      };
    return { tone: 'quiet', text: '方向键移动，+ - 缩放，N P 换页，Tab 逐栏看内容' };
  },
  help: page => [
    '打印预览：每个字都在它打印的位置上；太小放不下的以 … 结尾，放大或按 Tab 看全。',
    ...page.warnings.map(text => `! ${text}`),
  ],
  onStoreChange(page, { world }) {
    const rows = world.rows();
    const row = rows.at(rows.indexOf(page.entryNos[page.entry] ?? ''));
    return row && row.revision !== page.revision ? { effects: [quietly(page)] } : {};
  },
};

/** The declaration may be another now; nobody waits for that. */
function quietly(page: PreviewPage): ReturnType<typeof showing> {
  const { label: _, ...effect } = showing(page, page.entry);
  return {
    ...effect,
    async run(tools) {
      // One that was removed stays as it was looked at.
      return await Promise.resolve(effect.run(tools)).catch(() => replyTo(page, () => ({})));
    },
  };
}
