import type { Office } from '../../../src/jobs/office.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import type { FormField, Values } from '../../fields/form/state.ts';
import type { TableColumn } from '../../widgets/table.ts';
import type { RegisterState } from './register-state.ts';

/** What tells which form of the message is sent. */
type KnowsForms = Pick<Office, 'book'>;

/** A column of the list: a value of the entries. */
export interface RegisterColumn extends TableColumn {
  readonly key: string;
  readonly label: string;
}

/** What a list with a form is about. */
export interface RegisterSpec {
  readonly tab: 'enterprises' | 'parties' | 'codes' | 'gate';
  readonly title: string;
  /** What one of them is called. */
  readonly noun: string;
  readonly context: ContextName;
  /** The fields that there are whatever is sent, and all that there are where that depends. */
  readonly fields: readonly FormField[];
  readonly wanted?: (knows: KnowsForms) => readonly FormField[];
  readonly columns: readonly RegisterColumn[];
  /** The value that tells the entries apart, the one that names them, and all that they are found by. */
  readonly key: string;
  readonly name: string;
  readonly found: readonly string[];
  readonly help: readonly string[];
  /** What stands before the first one. */
  readonly first?: string;
  /** What the line above tells beside the count. */
  about(state: RegisterState): string;
  read(office: Office): Promise<readonly Values[]>;
  /** What an entry is called; its key and its name unless told. */
  called?(values: Values): string;
  /** Keeps an entry, and returns its key; `was` is the key that it had before, and `merge` what becomes of the one that has it by now. */
  keep(office: Office, values: Values, was: string | undefined, merge: (held: Values) => Values): Promise<string>;
  /** What was there of these keys. */
  remove(office: Office, keys: readonly string[]): Promise<readonly Values[]>;
  /** What there is to say behind the word of entries that were just removed. */
  readonly afterRemoving?: string;
  /** What there is to say of an entry that was just kept. */
  summary(state: RegisterState, key: string): string;
}
