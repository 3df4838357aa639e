import { KEYS } from '../../src/keys/table.ts';
import { footerOf, type Hint } from '../../src/keys/views.ts';
import { areaOf, MIN_SIZE } from '../contract/area.ts';
import type { ActionContext } from '../contract/change.ts';
import type { Message } from '../contract/message.ts';
import { frontPage, type UiState } from '../contract/ui.ts';
import type { World } from '../contract/world.ts';
import { exactly, fitted, type Line, line, lineWidth, slice, span, toText, widthOf } from '../draw/line.ts';
import type { Look } from '../draw/look.ts';
import { filled, lay, moved, type Picture, wrapped } from '../draw/picture.ts';
import { heldLine } from '../exchange/held.ts';
import { contextFor, contextsOf } from './context.ts';
import { dialogPartOf, partOf } from './registry.ts';

/** The whole screen: title and tabs, the page with its dialogs, the message, the keys that work now. */
export function screenOf(ui: UiState, world: World): Picture {
  const { size } = ui;
  if (size.columns < MIN_SIZE.columns || size.rows < MIN_SIZE.rows) return tooSmall(ui);
  const context = contextFor(ui, world);
  const area = areaOf(ui);
  const page = frontPage(ui);
  const base = filled(partOf(page).draw(page, area, context), area);
  const covered = ui.dialogs.reduce<Picture>(
    (under, dialog) => lay({ lines: under.lines }, dialogPartOf(dialog).draw(dialog, area, context)),
    base,
  );
  return {
    lines: [
      titleLine(ui, context),
      ...covered.lines,
      messageLine(ui, ui.message ?? partOf(page).note?.(page, context), world.now()),
      footerLine(ui, world),
    ],
    ...(!ui.busy && moved(covered, 0, 1)),
  };
}

function tooSmall({ size }: UiState): Picture {
  const text = `窗口太小：${size.columns}x${size.rows}，至少要 ${MIN_SIZE.columns}x${MIN_SIZE.rows}。放大窗口即可继续，内容都在。`;
  return filled({ lines: wrapped(text, size.columns).map(part => line(part, 'warning')) }, size);
}

function titleLine(ui: UiState, context: ActionContext): Line {
  const { session: place, size } = ui;
  const mark: Line = place.practice ? [span(' 练习 ', 'practice')] : [];
  // The end of a path is what tells one folder from another.
  const home = tail(place.home, Math.max(12, Math.floor(size.columns / 4)));
  const right: Line = [span(` ${home} `, 'titleQuiet'), ...mark];
  const room = size.columns - lineWidth(right);
  const tabs = context.tabs().flatMap(({ title, unsaved }, index): Line => {
    const text = `${index + 1} ${title}${unsaved ? '•' : ' '}`;
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

function messageLine({ busy, size, held }: UiState, message: Message | undefined, now: number): Line {
  if (busy) return [span(` … ${busy.label}`, 'warning'), ...progress(busy.done, busy.of), span('  Esc 取消', 'quiet')];
  const waits = heldLine(held, now);
  const right: Line = waits === undefined ? [] : [span(` ${waits} `, 'warning')];
  if (!message) return right.length === 0 ? [] : [span(' '.repeat(size.columns - lineWidth(right))), ...right];
  const { mark, look } = TONES[message.tone];
  return [...line(fitted(` ${mark}${message.text}`, size.columns - lineWidth(right)), look), ...right];
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
