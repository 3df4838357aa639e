import type { CodeRow } from '../../src/codes/row.ts';
import type { TableName } from '../../src/codes/tables.ts';
import type { ActionContext, Change } from './change.ts';
import type { AnyPage } from './ui.ts';

/** What there is to find, by the groups in which it is shown. */
export type FindGroup = 'function' | 'field' | 'page' | 'setting' | 'party' | 'own-code' | 'declaration' | 'code';

/** What opens what was found: data, since what finds it knows no pages. */
export type Lead = Pick<Change<AnyPage>, 'thenRun' | 'reply' | 'go' | 'activate' | 'open'>;

/** Something to find. */
export interface Find {
  /** The same thing has the same one whenever it is found, so that what was used can be offered again. */
  readonly id: string;
  readonly group: FindGroup;
  /** What sort of thing it is called, where its group is called otherwise. */
  readonly sort?: string;
  /** A number or code that it is found by beside its name. */
  readonly code?: string;
  readonly name: string;
  /** What else is told of it: its key, where it stands. */
  readonly aside?: string;
  readonly lead: Lead;
}

/** The field that has the focus and takes a code: what of its table has these words, and what choosing one does. */
export interface CodeTaker {
  readonly label: string;
  readonly table: TableName;
  rows(words: string, context: ActionContext): readonly CodeRow[];
  lead(row: CodeRow): Lead;
}

/** What a page has to be found while it is in front. */
export interface PageFinds {
  readonly finds: readonly Find[];
  readonly taker?: CodeTaker;
}
