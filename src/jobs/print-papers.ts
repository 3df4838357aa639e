import type { CodeBook } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { type Form, GRADES, type Grade, type PaperName } from '../paper/form.ts';
import { findPaper, PAPERS } from '../paper/forms/index.ts';
import { place } from '../paper/place.ts';
import type { PlacedPage } from '../paper/placed.ts';

/** The papers of one declaration, in the order in which they are printed. */
export interface PrintedPapers {
  readonly record: DeclarationRecord;
  readonly papers: readonly { readonly form: Form; readonly pages: readonly PlacedPage[] }[];
}

/** The form that a declaration of each kind is. */
const FORM_OF = { in: 'inbound', out: 'outbound', pack: 'packaging' } as const satisfies Record<string, PaperName>;

/** The papers that are printed when none is named: the form itself, and the container form where there are containers. */
export function usualPapers({ direction, containers }: Declaration): readonly PaperName[] {
  return [FORM_OF[direction], ...(containers.length > 0 && direction !== 'pack' ? (['container'] as const) : [])];
}

/** Papers by the names that people gave. Throws `usage`. */
export function papersNamed(names: readonly string[]): readonly PaperName[] {
  const unknown = names.filter(name => !findPaper(name));
  if (names.length === 0 || unknown.length > 0) {
    const what = names.length === 0 ? '没有写明单据' : `没有这种单据：${unknown.join('、')}`;
    throw new UserError('usage', what, {
      exit: 'usage',
      next: [`可用的有：${PAPERS.map(({ name }) => name).join('、')}`, '说明：print --list'],
    });
  }
  return PAPERS.flatMap(({ name }) => (names.includes(name) ? [name] : []));
}

const DIRECTIONS = { in: '入境', out: '出境', pack: '出境包装' } as const;

/** The form of a paper, as it is to be printed. */
export type FormOf = (paper: PaperName) => Form;

export const originalForm: FormOf = paper => findPaper(paper) as Form;

/** Fills papers from a declaration, those that are named or the usual ones, and those that they refer to. Throws `print.not-for` where one is for others. */
export function placePapers(
  record: DeclarationRecord,
  book: CodeBook,
  names?: readonly PaperName[],
  formOf: FormOf = originalForm,
): PrintedPapers {
  const { direction } = record.document;
  const wanted = new Set<PaperName>(names ?? usualPapers(record.document));
  const placed = new Map<PaperName, readonly PlacedPage[]>();
  // A paper that another one refers to joins the wanted ones and has its turn.
  for (const name of wanted) {
    const form = formOf(name);
    if (!form.directions.includes(direction)) {
      throw new UserError('print.not-for', `${record.entryNo} 是${DIRECTIONS[direction]}单证，没有${form.title}`, {
        exit: 'faults',
        next: ['不写 --papers，按单证类型打印；或 print --list 查看各种单据'],
      });
    }
    const { pages, refers } = place(record, form, { book });
    placed.set(name, pages);
    for (const other of refers) wanted.add(other);
  }
  const papers = PAPERS.flatMap(({ name }) => {
    const pages = placed.get(name);
    return pages ? [{ form: formOf(name), pages }] : [];
  });
  return { record, papers };
}

/** The papers that all of these declarations have, and of how many of them each is printed when none is named. */
export function paperChoices(
  documents: readonly Declaration[],
): readonly { readonly name: PaperName; readonly title: string; readonly usual: number }[] {
  const usual = documents.flatMap(usualPapers);
  return PAPERS.filter(({ directions }) => documents.every(({ direction }) => directions.includes(direction))).map(
    ({ name, title }) => ({ name, title, usual: usual.filter(each => each === name).length }),
  );
}

/** Those of the papers that people chose for several declarations which say something of this one: a container form without containers does not. */
export function chosenPapers(document: Declaration, names: readonly PaperName[]): readonly PaperName[] {
  const usual = usualPapers(document);
  const saying = names.filter(name => name !== 'container' || usual.includes(name));
  return saying.length > 0 ? saying : names;
}

/** All pages one after the other. */
export const pagesOf = ({ papers }: PrintedPapers): readonly PlacedPage[] => papers.flatMap(({ pages }) => pages);

/** Every paper, what it is for, and how much of its form is how sure, in hundredths of its boxes. */
export function paperList() {
  return PAPERS.map(({ name, title, directions, boxes }) => ({
    name,
    title,
    directions,
    kinds: directions.map(direction => DIRECTIONS[direction]),
    grades: (Object.keys(GRADES) as Grade[]).flatMap(grade => {
      const count = boxes.filter(box => box.grade === grade).length;
      return count === 0
        ? []
        : [{ grade, word: GRADES[grade], share: Math.max(1, Math.round((count / boxes.length) * 100)) }];
    }),
  }));
}
