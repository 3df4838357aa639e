import { paperList } from '../../../src/jobs/print-papers.ts';
import type { PrintTemplateDraft } from '../../../src/jobs/print-template-drafts.ts';
import type { PrintTemplate } from '../../../src/jobs/print-templates.ts';

/** The papers, each with the templates that there are for it (打印模板管理). */
export interface PapersPage {
  readonly kind: 'papers';
  readonly id: 'papers';
  readonly templates: readonly PrintTemplate[];
  /** What whoever is at work has not saved of them. */
  readonly drafts: readonly PrintTemplateDraft[];
  readonly index: number;
}

export const NEW_PAPERS: PapersPage = { kind: 'papers', id: 'papers', templates: [], drafts: [], index: 0 };

type Paper = ReturnType<typeof paperList>[number];

/** A line of the list: a paper, or below it one of its templates. */
export interface PaperRow {
  readonly paper: Paper;
  readonly template?: PrintTemplate;
  readonly isUnsaved: boolean;
}

const PAPERS = paperList();

export function rowsOf({ templates, drafts }: PapersPage): readonly PaperRow[] {
  const isUnsaved = (paper: Paper, name: string) =>
    drafts.some(draft => draft.paper === paper.name && draft.name === name);
  return PAPERS.flatMap(paper => [
    { paper, isUnsaved: isUnsaved(paper, '') },
    ...templates
      .filter(template => template.paper === paper.name)
      .map(template => ({ paper, template, isUnsaved: isUnsaved(paper, template.name) })),
  ]);
}

/** The line with the focus; there is always one. */
export const rowAt = (page: PapersPage): PaperRow => {
  const rows = rowsOf(page);
  return rows[Math.min(page.index, rows.length - 1)] as PaperRow;
};
