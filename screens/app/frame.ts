import { KEYS } from '../../src/keys/table.ts';
import { footerOf, type Hint, withKnownKeys } from '../../src/keys/views.ts';
import type { ScreenPicture } from '../../src/terminal/picture.ts';
import { areaOf, MIN_SIZE } from '../contract/area.ts';
import { type AnyDialog, frontPage, type UiState } from '../contract/ui.ts';
import type { World } from '../contract/world.ts';
import { type Line, line, span, widthOf } from '../draw/line.ts';
import { filled, lay, moved, type Picture, wrapped } from '../draw/picture.ts';
import { heldLine } from '../exchange/held.ts';
import { contextFor, contextsOf } from './context.ts';
import { dialogPartOf, partOf } from './registry.ts';
import { saidLines } from './said-lines.ts';
import { titleLine } from './title-line.ts';

/** The whole screen: title and tabs, the page with its dialogs, the message, the keys that work now. */
export function screenOf(ui: UiState, world: World): Picture {
  const { size } = ui;
  if (size.columns < MIN_SIZE.columns || size.rows < MIN_SIZE.rows) return tooSmall(ui);
  if (ui.lock) return lockedScreen(ui, ui.lock, world);
  const context = contextFor(ui, world);
  const area = areaOf(ui);
  const page = frontPage(ui);
  const base = filled(partOf(page).draw(page, area, context), area);
  const covered = ui.dialogs.reduce<Picture>(
    (under, dialog) => lay({ lines: under.lines }, dialogPartOf(dialog).draw(dialog, area, context)),
    base,
  );
  const named = (text: string): string => withKnownKeys(KEYS, contextsOf(ui, world), ui.keyboard, text);
  const waits = heldLine(ui.held, world.now());
  const said = saidLines(ui, partOf(page).note?.(page, context), covered.cursor?.y, named, waits);
  const foot = said.length > 1 ? [] : [footerLine(ui, world)];
  const rows = size.rows - 1 - said.length - foot.length;
  return {
    lines: [titleLine(ui, context), ...covered.lines.slice(0, rows), ...said, ...foot],
    ...(!ui.busy && moved(covered, 0, 1)),
  };
}

/** The picture that lies over the screen: that of the page in front while nothing covers it. */
export function pictureOn(ui: UiState, world: World): ScreenPicture | undefined {
  if (ui.lock || ui.dialogs.length > 0 || ui.size.columns < MIN_SIZE.columns || ui.size.rows < MIN_SIZE.rows)
    return undefined;
  const page = frontPage(ui);
  const picture = partOf(page).image?.(page, areaOf(ui), contextFor(ui, world));
  return picture && { ...picture, y: picture.y + 1 };
}

/** Nothing of what is behind it, not even how many pages there are. */
function lockedScreen(ui: UiState, lock: AnyDialog, world: World): Picture {
  const area = { columns: ui.size.columns, rows: ui.size.rows - 1 };
  const drawn = dialogPartOf(lock).draw(lock, area, contextFor(ui, world));
  const picture = lay(filled({ lines: [] }, area), drawn);
  return { ...picture, lines: [...picture.lines, footerLine(ui, world)] };
}

function tooSmall({ size }: UiState): Picture {
  const text = `窗口太小：${size.columns}x${size.rows}，至少要 ${MIN_SIZE.columns}x${MIN_SIZE.rows}。放大窗口即可继续，内容都在。`;
  return filled({ lines: wrapped(text, size.columns).map(part => line(part, 'warning')) }, size);
}

function footerLine(ui: UiState, world: World): Line {
  const hints = footerOf(KEYS, contextsOf(ui, world), ui.keyboard);
  const widthOfHint = ({ key, label }: Hint): number => widthOf(key) + widthOf(label) + 3;
  let room = ui.size.columns - 1;
  // After the way on and back come help and palette: they lead to all the others, however full the line is.
  const rank = ({ kept, run }: Hint): number => (kept ? 0 : run === 'app.help' || run === 'app.palette' ? 1 : 2);
  const placed = hints
    .toSorted((a, b) => rank(a) - rank(b))
    .filter(hint => {
      const width = widthOfHint(hint);
      if (width > room) return false;
      room -= width;
      return true;
    });
  const fitting = hints.filter(hint => placed.includes(hint));
  return fitting.flatMap(({ key, label }): Line => [span(` ${key}`, 'key'), span(` ${label} `, 'label')]);
}
