import type { Rows } from './form.ts';

/** One value that had no room on its form. */
export interface AnnexItem {
  readonly label: string;
  readonly text: string;
  readonly numbers: boolean;
}

/** What goes to the annex pages of a paper while it is placed. */
export class Annex {
  readonly items: AnnexItem[] = [];
  /** The list whose rows from `from` on stand in the annex. */
  rest: { readonly rows: Rows; readonly from: number } | undefined;

  /** The number of the item that holds this value; the same value of the same name is one item. */
  refer(label: string, text: string, { numbers = false }: { readonly numbers?: boolean } = {}): number {
    const known = this.items.findIndex(item => item.label === label && item.text === text);
    if (known >= 0) return known + 1;
    return this.items.push({ label, text, numbers });
  }
}
