import { findField } from '../catalogue/catalogue.ts';
import { fieldAt } from '../declaration/path.ts';
import { Bug } from '../errors.ts';
import { type Part, type Sheet, textAt, textsOf } from './field-text.ts';
import type { Form, Tick } from './form.ts';
import { DERIVED } from './forms/derived.ts';

const NAMES = /\{(@?)([\w.[\]]*?)(?:\[(\d+\+?)\])?(?:\|(\w+))?\}/gu;

/** The text that a template stands for, its names in braces filled in; `row` is the row of the list that it stands in. Lines without a value are left out. */
export function fill(sheet: Sheet, template: string, row = 0): string {
  return template
    .split('\n')
    .map(line => fillLine(sheet, line, row))
    .filter(line => line !== '')
    .join('\n');
}

function fillLine(sheet: Sheet, line: string, row: number): string {
  let known = !line.includes('{');
  const text = line.replace(NAMES, (_all, at: string, name: string, of = '', part?: Part) => {
    const filled = at
      ? derivedOf(name).text(sheet, { row, of, part })
      : textAt(sheet, name.replace('[]', `[${row}]`), part);
    known ||= filled !== '';
    return filled;
  });
  return known ? text.trim() : '';
}

function derivedOf(name: string) {
  const derived = DERIVED[name];
  if (!derived) throw new Bug(`No such derived value: ${name}`);
  return derived;
}

interface Named {
  readonly id: string;
  readonly label: string;
}

// A template is one of a form's, and asked for on every page.
const NAMED = new Map<string, Named>();

function namedIn(template: string): Named {
  const known = NAMED.get(template);
  if (known) return known;
  const [, at, name = '', of = '', part] = [...template.matchAll(NAMES)][0] ?? [];
  const named = {
    id: [name.replace('[]', ''), of, part === 'name' ? undefined : part].filter(Boolean).join('.'),
    label: (at ? derivedOf(name).label : fieldAt(name.replace('[]', '[0]'))?.label) ?? '',
  };
  NAMED.set(template, named);
  return named;
}

/** What people call the value of a template: the name of its first field. */
export const labelOf = (template: string): string => namedIn(template).label;

/** A word for the value of a template: the name of its first field, without brackets. */
export const idOf = (template: string): string => namedIn(template).id;

/** By field: the codes that a form has a box to tick for. */
export function printedCodes(form: Form): Sheet['printed'] {
  const codes: Record<string, Set<string>> = {};
  for (const box of form.boxes) {
    if (box.kind !== 'tick') continue;
    const [, field = '', list = ''] = /^([\w.]+)=(.+)$/u.exec(box.when) ?? [];
    if (findField(field)) codes[field] = new Set([...(codes[field] ?? []), ...list.split('|')]);
  }
  return codes;
}

/** Whether a box is ticked, or a rule drawn: `field=code|code`, `direction=in`, a list that has rows, a template with a value. */
export function holds(sheet: Sheet, when: Tick['when']): boolean {
  if (when === '') return false;
  if (when.startsWith('{')) return fill(sheet, when) !== '';
  const { document } = sheet.record;
  const [name = '', codes] = when.split('=');
  if (codes === undefined) return document[name as 'goods' | 'containers'].length > 0;
  const wanted = codes.split('|');
  if (name === 'direction') return wanted.includes(document.direction);
  const field = findField(name);
  if (!field) throw new Bug(`No such field: ${name}`);
  return textsOf(sheet, field.id).some(code => wanted.includes(code));
}
