import type { Sides } from '../../../src/jobs/print-queue.ts';
import type { Calibration } from '../../../src/jobs/printing.ts';
import type { PaperName } from '../../../src/paper/form.ts';
import type { Change, Effect, Reply } from '../../contract/change.ts';
import type { AnyPage } from '../../contract/ui.ts';

/** A paper that can be printed of what is to be printed. */
export interface PaperChoice {
  readonly name: PaperName;
  readonly title: string;
  /** Of how many declarations it is printed when nobody says otherwise. */
  readonly usual: number;
  readonly ticked: boolean;
}

/** A queue, with what there is to say of it; without a name it is a file. */
export interface Target {
  readonly name?: string;
  readonly state: string;
  readonly troubled: boolean;
  readonly calibration: Calibration;
}

/** The print templates that there are for a paper, and the one that is chosen; empty for the form itself. */
export interface TemplateChoice {
  readonly paper: PaperName;
  readonly names: readonly string[];
  readonly name: string;
}

/** What was found by placing the papers before they are printed. */
export interface Foretold {
  readonly pages: number;
  /** What will not be on the paper as it should, a line each. */
  readonly warnings: readonly string[];
}

/** Takes what there is to tell, and what was printed, to whoever asked for it. */
export type ReplyWith = (change: Change<AnyPage>, printed: ReadonlySet<string>) => Reply;

/** What is printed of which declarations, and where (T5). */
export interface PrintDialog {
  readonly kind: 'print';
  readonly entryNos: readonly string[];
  readonly papers: readonly PaperChoice[];
  /** Of the papers that have print templates. */
  readonly templates: readonly TemplateChoice[];
  /** Without the forms themselves. */
  readonly valuesOnly: boolean;
  /** The file comes last. */
  readonly targets: readonly Target[];
  readonly target: number;
  /** As people write it. */
  readonly file: string;
  readonly copies: number;
  readonly sides: Sides;
  /** The row that has the focus. */
  readonly index: number;
  readonly foretold: Foretold | undefined;
  /** Counts the looks ahead, so that one that was overtaken is known. */
  readonly looks: number;
  /** Places the papers as they would be printed, and tells what it found. */
  readonly look: (dialog: PrintDialog) => Effect;
  readonly replyWith: ReplyWith;
}

/** One line that can be changed. */
export type Row =
  | { readonly of: 'paper'; readonly paper: PaperChoice }
  | { readonly of: 'template'; readonly choice: TemplateChoice }
  | { readonly of: 'content' | 'target' | 'copies' | 'sides' | 'file' };

export const targetOf = ({ targets, target }: PrintDialog): Target | undefined => targets[target];

export const isToFile = (dialog: PrintDialog): boolean => targetOf(dialog)?.name === undefined;

export function rowsOf(dialog: PrintDialog): readonly Row[] {
  return [
    ...dialog.papers.map(paper => ({ of: 'paper' as const, paper })),
    ...shownTemplates(dialog).map(choice => ({ of: 'template' as const, choice })),
    { of: 'content' },
    { of: 'target' },
    ...(isToFile(dialog) ? [{ of: 'file' as const }] : [{ of: 'copies' as const }, { of: 'sides' as const }]),
  ];
}

/** The choices that matter: those of papers that are printed. */
const shownTemplates = (dialog: PrintDialog): readonly TemplateChoice[] => {
  const ticked = tickedPapers(dialog);
  return dialog.templates.filter(({ paper }) => ticked.includes(paper));
};

/** The names of the print templates that are printed with. */
export const templateNames = (dialog: PrintDialog): readonly string[] =>
  shownTemplates(dialog).flatMap(({ name }) => (name === '' ? [] : [name]));

export const tickedPapers = ({ papers }: PrintDialog): readonly PaperName[] =>
  papers.flatMap(({ name, ticked }) => (ticked ? [name] : []));

/** The usual papers as nobody has changed them: each declaration then gets its own. */
export const isUsual = ({ papers }: PrintDialog): boolean => papers.every(({ usual, ticked }) => ticked === usual > 0);
