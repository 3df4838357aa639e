import type { Size } from '../../../src/terminal/cells.ts';
import type { Point } from '../../../src/terminal/moves.ts';
import type { World } from '../../contract/world.ts';
import { centredOn } from '../../draw/centred-on.ts';
import { type Line, line } from '../../draw/line.ts';
import { lay, type Picture } from '../../draw/picture.ts';
import { besideField, choicesPicture } from '../draw-field.ts';
import { choicesAt, drawFieldCell } from '../field-cell.ts';
import { faultOf, spotOf } from './edit.ts';
import { acrossIn, formLines, lineWith } from './lines.ts';
import type { FormField, FormState } from './state.ts';

/** Headings of workbooks are longer than the labels of a declaration. */
const LABEL = 16;

export interface FormDrawn extends Picture {
  /** Where the choices of the field being edited belong. */
  readonly at: Point | undefined;
}

/** The form in so many rows, scrolled so that the field being edited is to be seen. */
export function drawForm(
  form: FormState,
  fields: readonly FormField[],
  { columns, rows }: Size,
  world: World,
): FormDrawn {
  const all = formLines(fields, columns);
  const focus = lineWith(all, form.stop);
  const first = form.session ? centredOn(focus, rows, all.length) : 0;
  const each = Math.floor(columns / acrossIn(columns));
  let cursor: Point | undefined;
  let at: Point | undefined;
  const lines = all.slice(first, first + rows).map(({ heading, stops }, y): Line => {
    if (heading !== undefined) return line(` ${heading}`, 'section');
    return stops.flatMap((stop, place) => {
      const field = fields[stop] as FormField;
      const drawn = drawField(form, field, stop, field.wide ? columns : each, world);
      if (drawn.caret !== undefined) {
        cursor = { x: place * each + drawn.caret, y };
        at = { x: place * each + choicesAt({ label: field.field.label, columns: each, labels: LABEL }), y };
      }
      return drawn.line;
    });
  });
  return { lines, cursor, at };
}

function drawField(form: FormState, each: FormField, stop: number, columns: number, world: World) {
  const { field, key, required = false } = each;
  const focused = form.session !== undefined && form.stop === stop;
  const fault = focused && form.session?.text.text !== form.session?.before ? undefined : faultOf(each, form, world);
  return drawFieldCell({
    label: field.label,
    columns,
    labels: LABEL,
    required,
    value: {
      context: spotOf(each, form, world),
      value: form.values[key] || undefined,
      focused,
      session: focused ? form.session : undefined,
      fault: fault?.level,
      fixed: false,
    },
  });
}

/** The choices of the field being edited over the picture that the form is in, at `top` lines from its beginning. */
export function withChoices(picture: Picture, form: FormState, drawn: FormDrawn, top: number, area: Size): Picture {
  const choices = form.session && drawn.at && choicesPicture(form.session, area);
  if (!choices || !drawn.at) return picture;
  const laid = lay(picture, { ...choices, at: besideField(choices, drawn.at.x, drawn.at.y + top, area) });
  return { ...laid, cursor: laid.cursor ?? picture.cursor };
}
