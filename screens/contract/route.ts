import type { Fault } from '../../src/catalogue/fault.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { Status } from '../../src/declaration/life-cycle.ts';
import type { Queue } from '../../src/declaration/query.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import type { PaperName } from '../../src/paper/form.ts';
import type { Duty } from '../layout/duties.ts';

/** What a list is narrowed to when it is opened from elsewhere. */
export interface Narrowing {
  readonly queue?: Queue;
  readonly status?: Status;
  readonly duty?: Duty;
}

/** Pages that need nothing told; the action `app.<name>` goes to each from everywhere. */
export const PLAIN_ROUTES = ['home', 'settings', 'papers', 'ledger', 'articles', 'trash', 'audit', 'members'] as const;
export type PlainRoute = (typeof PLAIN_ROUTES)[number];

/** Another page, named by what people want to see there: pages do not know each other, the registry of the app does. */
export type Route =
  | { readonly to: PlainRoute }
  /** A tab of the settings, and the row, switch, rule or field in it. */
  | { readonly to: 'setting'; readonly tab: string; readonly at?: string }
  /** The designer of a print template; without one it begins with the form of the paper. */
  | { readonly to: 'designer'; readonly paper: PaperName; readonly template?: string }
  | { readonly to: 'list'; readonly direction: Direction; readonly narrowing?: Narrowing }
  /** A stored declaration; the focus is on the first of the faults. */
  | { readonly to: 'entry'; readonly entryNo: string; readonly faults?: readonly Fault[] }
  /** What was done to one declaration. */
  | { readonly to: 'audit-of'; readonly entryNo: string }
  /** The paperless documents of a stored declaration. */
  | { readonly to: 'paperless'; readonly entryNo: string }
  /** Papers of stored declarations to look at; the usual ones if none are named. */
  | {
      readonly to: 'preview';
      readonly entryNos: readonly string[];
      readonly papers?: readonly PaperName[];
      readonly valuesOnly: boolean;
      /** The print templates that they are printed with. */
      readonly templates?: readonly string[];
    }
  | { readonly to: 'new-entry'; readonly direction: Direction }
  | { readonly to: 'copied-entry'; readonly entryNo: string }
  /** The customs declaration of a stored application. */
  | { readonly to: 'customs-entry'; readonly entryNo: string }
  /** A declaration that is not stored yet, and what to say of it; by which step it came, where that can be taken back. */
  | {
      readonly to: 'given-entry';
      readonly record: DeclarationRecord;
      readonly message: string;
      readonly step?: string;
    };
