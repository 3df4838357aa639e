import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import type { Effect } from '../../contract/change.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { isUsual, type PrintDialog, targetOf, templateNames, tickedPapers } from './state.ts';

/** Places the papers of these declarations as they would be printed: how many pages they are, which characters no font has, what lies where the printer does not print. */
export function foretelling(records: readonly DeclarationRecord[]): PrintDialog['look'] {
  let opened: ReturnType<typeof import('../../../src/jobs/print-files.ts').fontsOf> | undefined;
  return (dialog): Effect => ({
    async run({ office }) {
      const [{ fontsOf, warningsOf, warningTexts }, { chosenPapers, pagesOf, placePapers }] = await Promise.all([
        import('../../../src/jobs/print-files.ts'),
        import('../../../src/jobs/print-papers.ts'),
      ]);
      opened ??= fontsOf(office);
      const fonts = await opened;
      const { valuesOnly } = dialog;
      const calibration = targetOf(dialog)?.calibration;
      const { choosePrintTemplates } = await import('../../../src/jobs/print-templates.ts');
      const { formOf, warnings: unfit } = await choosePrintTemplates(office, templateNames(dialog));
      const names = isUsual(dialog) ? undefined : tickedPapers(dialog);
      const placed = records.map(record => {
        const papers = placePapers(record, office.book, names && chosenPapers(record.document, names), formOf);
        return { papers, warnings: warningsOf(papers, fonts, { valuesOnly, ...(calibration && { calibration }) }) };
      });
      const many = records.length > 1;
      const found = placed.flatMap(({ papers: { record }, warnings: warned }) =>
        warningTexts(warned, many ? `${record.entryNo} ` : ''),
      );
      const warnings = [...unfit, ...found];
      const pages = placed.reduce((sum, { papers }) => sum + pagesOf(papers).length, 0);
      return replyToDialog<PrintDialog>('print', now =>
        // What was chosen meanwhile is looked at by a look of its own.
        now.looks === dialog.looks ? { state: { ...now, foretold: { pages, warnings } } } : {},
      );
    },
  });
}
