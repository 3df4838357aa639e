import { findField, onForm } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import { pathOf, type Steps } from '../declaration/path.ts';
import type { Form } from './form.ts';

/** A value that the message does not carry, and why, in Chinese. */
export interface Unsent {
  /** `goods[2].licences[0].validFrom` */
  readonly path: string;
  readonly reason: string;
}

/** The values of the document that are not the same in what the message says. */
export function unsentOf(document: Declaration, carried: Declaration, form: Form): readonly Unsent[] {
  const found: Unsent[] = [];
  const { sentAs: _, ...held } = document;
  compare(held, carried, [], steps => {
    found.push({ path: pathOf(steps), reason: reasonOf(steps, document.direction, form) });
  });
  return found;
}

function compare(held: unknown, carried: unknown, steps: Steps, miss: (steps: Steps) => void): void {
  if (Array.isArray(held) && held.every(item => typeof item === 'string')) {
    if (held.length > 0 && JSON.stringify(held) !== JSON.stringify(carried)) miss(steps);
  } else if (Array.isArray(held)) {
    held.forEach((row, index) => {
      compare(row, Array.isArray(carried) ? carried[index] : undefined, [...steps, index], miss);
    });
  } else if (typeof held === 'object' && held !== null) {
    for (const [name, value] of Object.entries(held)) {
      compare(value, (carried as Readonly<Record<string, unknown>> | undefined)?.[name], [...steps, name], miss);
    }
  } else if (held !== undefined && held !== '' && held !== carried) miss(steps);
}

function reasonOf(steps: Steps, direction: Direction, { without }: Form): string {
  const id = steps.filter(step => typeof step === 'string').join('.');
  const field = findField(id);
  if (!field) return '不是报检单的栏位';
  if (!onForm(field, direction)) return '这种报检单没有此栏，不上报';
  const list = id.slice(0, Math.max(0, id.lastIndexOf('.')));
  return without[id] ?? without[list] ?? '含有报文不能写的字符，写入报文的与所填的不同';
}
