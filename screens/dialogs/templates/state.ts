import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import type { TextState } from '../../widgets/text-state.ts';

/** A template as the list shows it. */
export interface TemplateRow {
  readonly name: string;
  readonly direction: Direction;
  readonly goods: number;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
}

/** The templates of the office, to begin a declaration from, found by their names (K1). */
export interface TemplatesDialog {
  readonly kind: 'templates';
  readonly rows: readonly TemplateRow[];
  readonly words: TextState;
  readonly index: number;
}

/** Asks for the name of a new template (K5). */
export interface TemplateNameDialog {
  readonly kind: 'templateName';
  readonly document: Declaration;
  readonly name: TextState;
  /** Why it was not kept, and what to do about it. */
  readonly wrong: readonly string[];
}
