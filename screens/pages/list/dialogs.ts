import type { TextState } from '../../widgets/text-state.ts';
import type { ColumnName } from './columns.ts';
import type { FieldName, Sort } from './scan.ts';
import type { ListPage } from './state.ts';

/** Which columns a list shows, in which order, and by which it is sorted (L4). */
export interface ColumnsDialog {
  readonly kind: 'columns';
  readonly page: ListPage;
  /** All columns there can be, those shown first. */
  readonly names: readonly ColumnName[];
  readonly shown: number;
  readonly sort: Sort;
  readonly index: number;
}

/** What the search form asks: days, and fields of the list. */
export type Asked = 'from' | 'until' | FieldName;

/** The fields that a search can name (L3); the list follows while they are typed. */
export interface SearchDialog {
  readonly kind: 'search';
  /** The list as it was, for those who change their mind. */
  readonly page: ListPage;
  readonly values: Readonly<Partial<Record<Asked, string>>>;
  readonly index: number;
  readonly text: TextState;
}

/** Asks for the file that the list is written to (L7). */
export interface ExportDialog {
  readonly kind: 'export';
  readonly page: ListPage;
  readonly file: TextState;
}
