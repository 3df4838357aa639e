import { fitted, type Line, type Span, span, widthOf } from '../draw/line.ts';
import { drawValue, type FieldShown } from './draw-field.ts';

/** Columns of a label, unless the form has longer ones. */
const LABEL = 14;
/** Star and bracket before a value; bracket and fault mark behind it. */
const BEFORE = 2;
const BEHIND = 2;
/** Columns of a unit beside its value. */
const UNIT = 9;

/** What the places in a cell depend on. */
export interface CellSize {
  readonly label: string;
  /** Columns of the whole cell. */
  readonly columns: number;
  /** Columns that the labels of the form have. */
  readonly labels?: number;
  /** A unit stands beside the value. */
  readonly unit?: boolean;
}

/** Where a value stands, in columns from the beginning of its cell. */
export interface ValuePlace {
  readonly at: number;
  readonly columns: number;
}

/** The places of value and unit; a label that is longer than the others takes its columns from the value. */
export function placesIn({ label, columns, labels = LABEL, unit = false }: CellSize): {
  readonly value: ValuePlace;
  readonly unit?: ValuePlace;
} {
  const at = Math.max(labels, widthOf(label)) + BEFORE;
  const room = columns - at - BEHIND;
  if (!unit) return { value: { at, columns: room } };
  const value = { at, columns: room - UNIT - 1 };
  // One bracket stands between the two.
  return { value, unit: { at: at + value.columns + 1, columns: UNIT } };
}

/** What a value has where the label and all that stands around it leave it nothing but a line of so many columns. */
export const roomInLine = (columns: number): number => placesIn({ label: '', columns }).value.columns;

/** The column of a cell where the choices of its value begin, those of its unit: the same for all cells of a form, whatever their labels. */
export function choicesAt({ labels = LABEL, ...size }: CellSize, ofUnit = false): number {
  const { unit } = placesIn({ labels, ...size });
  return (ofUnit && unit ? unit.at : labels + BEFORE) - BEFORE;
}

/** A field of a form as it is to be drawn, or a value with its unit. */
export interface FieldCell extends Omit<CellSize, 'unit'> {
  readonly required: boolean;
  /** It has the value that is pinned. */
  readonly pinned?: boolean;
  readonly value: FieldShown;
  readonly unit?: FieldShown | undefined;
}

/** Label, star, bracket, value, bracket, fault mark in exactly so many columns, and the column of the caret when it is in the cell. */
export function drawFieldCell({ value, unit, required, pinned, ...size }: FieldCell): {
  readonly line: Line;
  readonly caret: number | undefined;
} {
  const places = placesIn({ ...size, unit: unit !== undefined });
  const drawn = drawValue(value, places.value.columns);
  const drawnUnit = unit && places.unit && drawValue(unit, places.unit.columns);
  const caret = drawn.caret === undefined ? undefined : places.value.at + drawn.caret;
  const unitCaret = drawnUnit?.caret === undefined ? undefined : (places.unit?.at ?? 0) + drawnUnit.caret;
  const faults = [value.fault, unit?.fault];
  const fault = faults.find(each => each === 'error') ?? faults.find(each => each !== undefined);
  const focused = value.focused || unit?.focused === true;
  const look = fault === 'error' ? 'error' : focused ? 'focusLabel' : 'label';
  return {
    line: [
      span(fitted(size.label, places.value.at - BEFORE, 'right'), look),
      pinned ? span('=', 'key') : span(required ? '*' : ' ', 'error'),
      bracket('[', value.focused),
      ...drawn.line,
      ...(unit && drawnUnit
        ? [
            unit.focused ? bracket('[', true) : bracket(']', value.focused),
            ...drawnUnit.line,
            bracket(']', unit.focused),
          ]
        : [bracket(']', value.focused)]),
      fault === undefined ? span(' ') : span(fault === 'error' ? '✗' : '!', fault),
    ],
    caret: caret ?? unitCaret,
  };
}

const bracket = (text: string, focused: boolean): Span => (focused ? span(text, 'bold') : span(' '));
