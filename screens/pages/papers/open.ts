import type { Office } from '../../../src/jobs/office.ts';
import { printTemplateDraftsOf } from '../../../src/jobs/print-template-drafts.ts';
import { printTemplatesOf } from '../../../src/jobs/print-templates.ts';
import type { Effect } from '../../contract/change.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { NEW_PAPERS, type PapersPage, rowsOf } from './state.ts';

/** Brings the papers and their templates to the front, as they are kept now. */
export const showPapers: Effect = {
  async run({ office }) {
    const kept = await read(office);
    return replyToApp(({ ui }) => {
      const open = ui.pages.find((page): page is PapersPage => page.kind === 'papers');
      return { page: kept(open ?? NEW_PAPERS) };
    });
  },
};

/** The page with what is kept, the focus on the same line. */
export async function read(office: Office): Promise<(page: PapersPage) => PapersPage> {
  const [templates, drafts] = [await printTemplatesOf(office), await printTemplateDraftsOf(office)];
  return page => focusedOn({ ...page, templates, drafts }, nameAt(page), page.index);
}

const nameAt = (page: PapersPage): string | undefined => rowsOf(page)[page.index]?.template?.name;

/** The focus on the template of this name; where there is none it stays at its line. */
export function focusedOn(page: PapersPage, name: string | undefined, index: number): PapersPage {
  const rows = rowsOf(page);
  const at = name === undefined ? -1 : rows.findIndex(({ template }) => template?.name === name);
  return { ...page, index: at >= 0 ? at : Math.max(0, Math.min(index, rows.length - 1)) };
}

/** The page shows what others have kept meanwhile. */
export const reread = (page: PapersPage): Effect => ({
  async run({ office }) {
    const fill = await read(office);
    return replyTo(page, now => ({ state: fill(now) }));
  },
});
