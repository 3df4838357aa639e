import { areaOf } from '../contract/area.ts';
import type { Message } from '../contract/message.ts';
import type { UiState } from '../contract/ui.ts';
import { blank, fitted, type Line, line, lineWidth, span, widthOf } from '../draw/line.ts';
import type { Look } from '../draw/look.ts';
import { wrapped } from '../draw/picture.ts';

const TONES: Readonly<Record<Message['tone'], { readonly mark: string; readonly look: Look }>> = {
  quiet: { mark: '', look: 'quiet' },
  plain: { mark: '', look: 'plain' },
  good: { mark: '✓ ', look: 'good' },
  warning: { mark: '! ', look: 'warning' },
  error: { mark: '✗ ', look: 'error' },
};

/**
 * What the program says at the foot: one line, and where that is too short as many as it takes. The second takes the place of the
 * keys, further ones that of the page as far down as its cursor; `cursor` is the row of it. `named` gives keys the names that this
 * terminal knows.
 */
export function saidLines(
  ui: UiState,
  note: Message | undefined,
  cursor: number | undefined,
  named: (text: string) => string = text => text,
  waits?: string,
): readonly Line[] {
  const { busy, message, dialogs, size } = ui;
  if (busy) return [busyLine(busy, size.columns)];
  const said = message ?? note;
  // What is held before it goes is told beside whatever else is said.
  const right: Line = waits === undefined ? [] : [span(` ${waits} `, 'warning')];
  const room = size.columns - lineWidth(right);
  const nothing: readonly Line[] = [right.length === 0 ? [] : [blank(room), ...right]];
  if (!said) return nothing;
  const { mark, look } = TONES[said.tone];
  const head = ` ${mark}`;
  const texts = wrapped(named(said.text).replace(/\n/gu, '⏎'), room - widthOf(head));
  // A dialog needs its keys more than the note of the page behind it.
  if (texts.length > 1 && !message && dialogs.length > 0) return nothing;
  const { rows } = areaOf(ui);
  const most = 2 + Math.max(0, rows - 1 - (cursor ?? Math.floor(rows / 2)));
  const shown = texts.slice(0, most);
  if (texts.length > most) shown[most - 1] = texts.slice(most - 1).join('');
  return shown.map((text, at) => {
    const left = line(fitted(`${at === 0 ? head : ' '.repeat(widthOf(head))}${text}`, room), look);
    return at === 0 ? [...left, ...right] : left;
  });
}

function busyLine({ label, done, of }: NonNullable<UiState['busy']>, columns: number): Line {
  const progress = progressOf(done, of);
  const room = columns - progress.reduce((sum, { text }) => sum + widthOf(text), 0);
  const text = ` … ${label}`;
  return [span(fitted(text, Math.min(room, widthOf(text))), 'warning'), ...progress];
}

function progressOf(done: number, of: number): Line {
  if (of === 0) return [];
  const full = Math.round((done / of) * 20);
  return [span(` ${'█'.repeat(full)}${'░'.repeat(20 - full)} ${done}/${of}`, 'plain')];
}
