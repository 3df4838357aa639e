import { SECTIONS } from '../../catalogue/catalogue.ts';
import type { Box, Form, Place, Rows, Value } from '../form.ts';
import { idOf, labelOf } from '../values.ts';

/** What can be changed of a box. */
export type Adjustment = 'dx' | 'dy' | 'dw' | 'dh' | 'size' | 'align' | 'hidden';

/** A box of a form as people know it, or a column of one of its lists. */
export interface NamedBox {
  /** The same as long as the form is: templates tell their boxes by it. */
  readonly id: string;
  readonly name: string;
  readonly box: Box | Value;
  /** The list whose column it is. */
  readonly column?: Rows;
  readonly adjusts: ReadonlySet<Adjustment>;
}

const known = new WeakMap<Form, readonly NamedBox[]>();

/** The boxes of a form in its order, without their names; the columns of a list follow it. */
export const plainBoxes = (form: Pick<Form, 'boxes'>): readonly (Box | Value)[] =>
  form.boxes.flatMap((box): readonly (Box | Value)[] => (box.kind === 'rows' ? [box, ...box.cells] : [box]));

/** Every box of a form, in the order of the form; the columns of a list follow it. */
export function boxesOf(form: Form): readonly NamedBox[] {
  const held = known.get(form);
  if (held) return held;
  const counts = new Map<string, number>();
  const again = (text: string): number => {
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count;
  };
  const named = form.boxes.flatMap(box => [
    { box, column: undefined },
    ...(box.kind === 'rows' ? box.cells.map(cell => ({ box: cell, column: box })) : []),
  ]);
  const boxes = named.map(({ box, column }): NamedBox => {
    const [id, name] = column ? columnNames(box as Value, column) : namesOf(box);
    const [idCount, nameCount] = [again(`id ${id}`), again(`name ${name}`)];
    return {
      id: idCount === 1 ? id : `${id}#${idCount}`,
      name: nameCount === 1 ? name : `${name}（${nameCount}）`,
      box,
      ...(column && { column }),
      adjusts: column ? COLUMN : adjustsOf(box),
    };
  });
  known.set(form, boxes);
  return boxes;
}

/** Such a name stands in a line of the screen. */
const NAME_MAX = 14;

function short(text: string): string {
  const flat = [...text.replace(/\s+/gu, ' ').trim()];
  return flat.length > NAME_MAX ? `${flat.slice(0, NAME_MAX).join('')}…` : flat.join('');
}

const at = ({ x, y }: Place): string => `${x},${y}`;

function namesOf(box: Box | Value): readonly [id: string, name: string] {
  if (box.kind === 'value') return [idOf(box.text) || `text:${box.text}`, valueName(box)];
  if (box.kind === 'label') return [`label:${box.text.replace(/\n/gu, ' ')}`, `文字“${short(box.text)}”`];
  if (box.kind === 'tick') return [`tick:${box.text || box.when || at(box)}`, `勾选“${short(box.text) || '其他'}”`];
  if (box.kind === 'bar') return [`bar:${idOf(box.text)}`, '条码'];
  if (box.kind === 'rows') return [`rows:${box.of}`, `${SECTIONS[box.of].title}列表`];
  return [`${box.kind}:${at(box)}`, box.kind === 'frame' ? '外框' : box.h === 0 ? '横线' : '竖线'];
}

const DATE_PARTS: Readonly<Record<string, string>> = { year: '的年', month: '的月', day: '的日' };

function valueName({ text }: Value): string {
  const [, part = ''] = /\|(year|month|day)\}/u.exec(text) ?? [];
  return `${labelOf(text).trim() || '没有名称的栏'}${DATE_PARTS[part] ?? ''}`;
}

function columnNames(cell: Value, { of, heads, cells }: Rows): readonly [id: string, name: string] {
  const head = heads[cells.indexOf(cell)];
  const id = idOf(cell.text);
  return [id.startsWith(`${of}.`) ? id : `${of}.${id}`, `列“${short(head ?? labelOf(cell.text))}”`];
}

const TEXT = new Set<Adjustment>(['dx', 'dy', 'dw', 'dh', 'size', 'align', 'hidden']);
/** Rows stand one below the other: their list says how high they are. */
const COLUMN = new Set<Adjustment>(['dx', 'dw', 'size', 'align', 'hidden']);
const PLACE = new Set<Adjustment>(['dx', 'dy', 'dw', 'dh', 'hidden']);
const TICK = new Set<Adjustment>(['dx', 'dy', 'size', 'hidden']);
const ACROSS = new Set<Adjustment>(['dx', 'dy', 'dw', 'hidden']);
/** A bar code that has no room for all its bars is none. */
const UPRIGHT = new Set<Adjustment>(['dx', 'dy', 'dh', 'hidden']);

function adjustsOf(box: Box | Value): ReadonlySet<Adjustment> {
  if (box.kind === 'value' || box.kind === 'label') return TEXT;
  if (box.kind === 'tick') return TICK;
  if (box.kind === 'line') return box.h === 0 ? ACROSS : UPRIGHT;
  return box.kind === 'frame' ? PLACE : UPRIGHT;
}
/** Whether a box holds something of the declaration; the others are the form itself. */
export const holdsValue = ({ box }: NamedBox): boolean =>
  box.kind === 'value' || box.kind === 'tick' || box.kind === 'bar' || box.kind === 'rows';
