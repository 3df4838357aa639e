/** How sure a box of a form is: read in the manual, found in public pages or code, known without a page to show, or made up to fill the paper. */
export type Grade = 'manual' | 'public' | 'memory' | 'guess';

/** The words for the grades, the surest first. */
export const GRADES: Readonly<Record<Grade, string>> = {
  manual: '见于手册',
  public: '见于公开资料',
  memory: '凭通行样式',
  guess: '推测',
};

export type PaperName =
  | 'inbound'
  | 'outbound'
  | 'packaging'
  | 'container'
  | 'container-annex'
  | 'receipt-slip'
  | 'power-of-attorney'
  | 'quarantine-treatment'
  | 'disinfection-notice'
  | 'work-sheet';

export type Align = 'left' | 'center' | 'right';
export type ListName = 'goods' | 'containers';

/** A rectangle on the paper in millimetres from its upper left edge. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** How a text stands in its place. Sizes are in points. */
export interface Look {
  readonly size: number;
  readonly align: Align;
  readonly bold?: true;
  /** At the top of its place; else in the middle of it. */
  readonly top?: true;
}

/** Words that are printed on the form itself. */
export interface Label extends Place, Look {
  readonly kind: 'label';
  readonly text: string;
}

/** A place for a value: `text` names fields and derived values in braces. */
export interface Value extends Place, Look {
  readonly kind: 'value';
  readonly text: string;
  /** Printed where there is no value. */
  readonly empty: string;
  /** On one line, as where a rule stands below it. */
  readonly oneLine?: true;
  /** Lines break between the numbers of a list only. */
  readonly numbers?: true;
  /** Printed when the value has no room; it refers to the paper of this name. */
  readonly instead?: { readonly text: string; readonly paper: PaperName };
  /** What has no room here goes on in the annex, line by line; else the whole value stands there. */
  readonly runsOn?: true;
}

/** A small square before its word (or after it), with a check mark under a condition: `attachedDocuments.type=101001`. */
export interface Tick extends Place {
  readonly kind: 'tick';
  readonly text: string;
  readonly size: number;
  readonly when: string;
  readonly after?: true;
}

/** A rule, `weight` points thick; under a condition it belongs to the values. */
export interface Line extends Place {
  readonly kind: 'line' | 'frame';
  readonly weight: number;
  readonly when?: string;
}

/** Code 39 over the number, against the right edge of its place. */
export interface Bar extends Place {
  readonly kind: 'bar';
  readonly text: string;
}

/** The rows of a list, one under the other; what is too much goes where `more` says. */
export interface Rows extends Place {
  readonly kind: 'rows';
  readonly of: ListName;
  readonly most: number;
  /** As many pages of the same form as the rows need, each row as high as it must be. */
  readonly endless?: true;
  /** With rules between the rows on the form: all are of one height. */
  readonly ruled?: true;
  readonly more: 'annex' | 'container-annex';
  readonly cells: readonly Value[];
  /** What stands over the columns where the rows go on in an annex. */
  readonly heads: readonly string[];
}

export type Box = (Label | Value | Tick | Line | Bar | Rows) & { readonly grade: Grade };

/** A paper: its boxes on A4, and the declarations that it is for. */
export interface Form {
  readonly name: PaperName;
  readonly title: string;
  readonly directions: readonly ('in' | 'out' | 'pack')[];
  readonly boxes: readonly Box[];
}
