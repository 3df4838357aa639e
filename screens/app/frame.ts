import { KEYS } from '../../src/keys/table.ts';
import { footerOf, type Hint } from '../../src/keys/views.ts';
import { exactly, fitted, type Line, line, lineWidth, slice, span, toText, widthOf } from '../draw/line.ts';
import type { Look } from '../draw/look.ts';
import { filled, lay, moved, type Picture, wrapped } from '../draw/picture.ts';
import type { Scene, World } from '../contract/part.ts';
import { layerPartOf, partOf } from './registry.ts';
import { contextsOf } from './reduce.ts';
import { areaOf, frontPage, type Message, SMALLEST, type UiState } from '../contract/state.ts';

/** The whole screen: title and tabs, the page with its layers, the message, the keys that work now. */
export function screenOf(ui: UiState, world: World): Picture {
  const { size } = ui;
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return tooSmall(ui);
  const scene: Scene = { ui, world, chord: '' };
  const area = areaOf(ui);
  const page = frontPage(ui);
  const base = filled(partOf(page).draw(page, area, scene), area);
  const covered = ui.layers.reduce<Picture>(
    (under, layer) => lay({ lines: under.lines }, layerPartOf(layer).draw(layer, area, scene)),
    base,
  );
  return {
    lines: [
      titleLine(ui, scene),
      ...covered.lines,
      messageLine(ui, ui.message ?? partOf(page).note?.(page, scene)),
      footerLine(ui, world),
    ],
    ...(!ui.busy && moved(covered, 0, 1)),
  };
}

function tooSmall({ size }: UiState): Picture {
  const text = `窗口太小：${size.columns}x${size.rows}，至少要 ${SMALLEST.columns}x${SMALLEST.rows}。放大窗口即可继续，内容都在。`;
  return filled({ lines: wrapped(text, size.columns).map(part => line(part, 'warning')) }, size);
}

function titleLine(ui: UiState, scene: Scene): Line {
  const { place, size } = ui;
  const mark: Line = place.practice ? [span(' 练习 ', 'practice')] : [];
  // The end of a path is what tells one folder from another.
  const home = tail(place.home, Math.max(12, Math.floor(size.columns / 4)));
  const right: Line = [span(` ${home} `, 'titleQuiet'), ...mark];
  const room = size.columns - lineWidth(right);
  const tabs = ui.pages.flatMap((page, index): Line => {
    const dirty = partOf(page).unsaved?.(page) ? '•' : ' ';
    const text = `${index + 1} ${partOf(page).tab(page, scene)}${dirty}`;
    return [index === ui.active ? span(`[${text}]`, 'tabNow') : span(` ${text} `, 'tab')];
  });
  const name = span(' 报检台 ', 'title');
  const all: Line = [name, ...tabs];
  // When not all tabs fitted, the one in front is the one to be seen.
  const shown =
    lineWidth(all) <= room
      ? all
      : [name, ...(tabs[ui.active] ? [tabs[ui.active] as Line[number]] : []), span(` 共 ${ui.pages.length} 页`, 'tab')];
  return [...exactly(shown, room, 'title'), ...right];
}

/** As much of the end of a text as fits into the columns. */
function tail(text: string, columns: number): string {
  const width = widthOf(text);
  return width <= columns ? text : `…${toText(slice(line(text), width - columns + 1, width))}`;
}

const TONES: Readonly<Record<Message['tone'], { readonly mark: string; readonly look: Look }>> = {
  quiet: { mark: '', look: 'quiet' },
  plain: { mark: '', look: 'plain' },
  good: { mark: '✓ ', look: 'good' },
  warning: { mark: '! ', look: 'warning' },
  error: { mark: '✗ ', look: 'error' },
};

function messageLine({ busy, size }: UiState, message: Message | undefined): Line {
  if (busy) return [span(` … ${busy.label}`, 'warning'), ...progress(busy.done, busy.of), span('  Esc 取消', 'quiet')];
  if (!message) return [];
  const { mark, look } = TONES[message.tone];
  return line(fitted(` ${mark}${message.text}`, size.columns), look);
}

function progress(done: number, of: number): Line {
  if (of === 0) return [];
  const full = Math.round((done / of) * 20);
  return [span(` ${'█'.repeat(full)}${'░'.repeat(20 - full)} ${done}/${of}`, 'plain')];
}

function footerLine(ui: UiState, world: World): Line {
  const hints = footerOf(KEYS, contextsOf(ui, world), ui.keyboard);
  const widthOfHint = ({ key, label }: Hint): number => widthOf(key) + widthOf(label) + 3;
  // Help and palette lead to all the others: they have their place however full the line is.
  const always = hints.filter(({ run }) => run === 'app.help' || run === 'app.palette');
  let room = ui.size.columns - 1 - always.reduce((sum, hint) => sum + widthOfHint(hint), 0);
  const fitting = hints.filter(hint => {
    if (always.includes(hint)) return true;
    const width = widthOfHint(hint);
    if (width > room) return false;
    room -= width;
    return true;
  });
  return fitting.flatMap(({ key, label }): Line => [span(` ${key}`, 'key'), span(` ${label} `, 'label')]);
}
