import { UserError } from '../../../src/errors.ts';
import { pagePicture } from '../../../src/jobs/page-picture.ts';
import { SHEET } from '../../../src/paper/placed.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { PictureAbility, ScreenPicture } from '../../../src/terminal/picture.ts';
import { grayImageOf } from '../../../src/terminal/sixel.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, Actions, Change, Effect } from '../../contract/change.ts';
import { info, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { canvasSize, cellOf, withinPage } from '../../widgets/page-canvas/zoom.ts';
import { HEAD_ROWS, type PreviewPage, windowOf, zoomOf } from './state.ts';

/** What of the page is in view; another view has another name. */
export function viewOf(page: PreviewPage, area: Size): string {
  const { entry, sheet, scroll, looks } = page;
  const zoom = zoomOf(page, area);
  return [entry, sheet, looks, zoom, scroll.column, scroll.row, area.columns, area.rows].join(' ');
}

/** The picture that was drawn for a window of this size; after another size the page is text until it is drawn anew. */
export function pictureFor({ pictures }: PreviewPage, { columns, rows }: Size): ScreenPicture | undefined {
  return pictures?.shown?.key.endsWith(` ${columns} ${rows}`) ? pictures.shown : undefined;
}

/** The same actions, after which the picture follows what is in view. */
export function followed(actions: Actions<PreviewPage>): Actions<PreviewPage> {
  const following =
    (action: Action<PreviewPage>): Action<PreviewPage> =>
    (page, context) => {
      const change = action(page, context);
      const next = change.state;
      const area = areaOf(context.ui);
      if (!next?.pictures || viewOf(next, area) === viewOf(page, area)) return change;
      return { ...change, effects: [...(change.effects ?? []), drawing(next, area, next.pictures.ability)] };
    };
  return Object.fromEntries(
    Object.entries(actions).map(([name, action]) => [
      name,
      typeof action === 'function' ? following(action) : { ...action, run: following(action.run) },
    ]),
  );
}

/** Shows the real page where the terminal shows pictures; it is asked, and says so when it does not. */
export function showPictures(page: PreviewPage): Effect {
  return {
    label: '正在问终端能不能显示图像',
    async run({ askPictures }) {
      const ability = await askPictures();
      if (!ability)
        return replyTo(page, () => info('这个终端没有回答能显示图像（kitty、iTerm、sixel 都没有）；按 O 打开 PDF'));
      // What is to be drawn, the page knows when it has been told.
      return replyTo(page, (now, { ui }) => {
        const state = { ...now, pictures: { ability, shown: undefined } };
        return { state, effects: [drawing(state, areaOf(ui), ability)] };
      });
    },
  };
}

/** Draws what is in view, beside the keys: what was overtaken is thrown away. */
export function drawing(page: PreviewPage, area: Size, ability: PictureAbility): Effect {
  const view = viewOf(page, area);
  return {
    async run({ office }) {
      const room = windowOf(area);
      const zoom = zoomOf(page, area);
      const whole = canvasSize(zoom);
      const scroll = withinPage(page.scroll, zoom, room);
      const [columns, rows] = [Math.min(room.columns, whole.columns), Math.min(room.rows, whole.rows)];
      const { width, height } = ability.cell;
      const cell = cellOf(zoom);
      const across = width / cell.w;
      const down = height / cell.h;
      const [x, y] = [scroll.column * width, scroll.row * height];
      const of = {
        entryNo: page.entryNos[page.entry] ?? '',
        ...(page.papers && { papers: page.papers }),
        valuesOnly: page.valuesOnly,
        templates: page.templates ?? [],
        page: page.sheet + 1,
        across,
        down,
        x,
        y,
        width: Math.min(columns * width, Math.floor(SHEET.w * across) - x),
        height: Math.min(rows * height, Math.floor(SHEET.h * down) - y),
        format: ability.way === 'sixel' ? ('gray' as const) : ('png' as const),
      };
      try {
        const bytes = await pagePicture(office, of);
        const gray = of.format === 'gray' ? grayImageOf(bytes) : undefined;
        const image = gray ? { gray } : { png: bytes };
        const left = Math.max(0, Math.floor((room.columns - whole.columns) / 2));
        const [drawnColumns, drawnRows] = [Math.ceil(of.width / width), Math.ceil(of.height / height)];
        const shown: ScreenPicture = {
          key: view,
          x: left,
          y: HEAD_ROWS,
          columns: drawnColumns,
          rows: drawnRows,
          image,
        };
        return unlessOvertaken(page, view, now => ({ state: { ...now, pictures: { ability, shown } } }));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return unlessOvertaken(page, view, now => {
          const { pictures: _, ...text } = now;
          return { state: text, ...warn(`${error.message}；${error.next.join('，')}`) };
        });
      }
    },
  };
}

/** What is done with a picture while people still look at what it shows. */
const unlessOvertaken = (page: PreviewPage, view: string, done: (now: PreviewPage) => Change<PreviewPage>) =>
  replyTo(page, (now: PreviewPage, { ui }) => (now.pictures && viewOf(now, areaOf(ui)) === view ? done(now) : {}));
