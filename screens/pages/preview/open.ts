import type { PrintedPapers } from '../../../src/jobs/print-papers.ts';
import { valuesOf } from '../../../src/paper/placed.ts';
import { areaOf } from '../../contract/area.ts';
import type { Effect, Tools } from '../../contract/change.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { drawing } from './picture.ts';
import { FIRST_ZOOM, type PreviewOf, type PreviewPage, type Sheet } from './state.ts';

/** Brings the papers of declarations to the front as pages to look at. */
export function openPreview(of: PreviewOf): Effect {
  return {
    label: '正在排版',
    async run(tools) {
      const shown = await sheetsOf(of, 0, tools);
      const [first = ''] = of.entryNos;
      const page: PreviewPage = {
        kind: 'preview',
        id: `preview-${first}`,
        ...of,
        entry: 0,
        ...shown,
        looks: 0,
        sheet: 0,
        zoom: FIRST_ZOOM,
        scroll: { column: 0, row: 0 },
        box: -1,
        boxes: false,
      };
      return replyToApp(() => ({ page }));
    },
  };
}

/** Another declaration of those that are looked at, or this one anew. */
export function showing(page: PreviewPage, entry: number): Effect {
  return {
    label: '正在排版',
    async run(tools) {
      const shown = await sheetsOf(page, entry, tools);
      return replyTo(page, (now, { ui }) => {
        const state: PreviewPage = {
          ...now,
          ...shown,
          looks: now.looks + 1,
          entry,
          sheet: entry === now.entry ? Math.min(now.sheet, shown.sheets.length - 1) : 0,
          ...(entry !== now.entry && { box: -1 }),
        };
        return { state, effects: state.pictures ? [drawing(state, areaOf(ui), state.pictures.ability)] : [] };
      });
    },
  };
}

async function sheetsOf(
  { entryNos, papers, valuesOnly, templates = [] }: PreviewOf,
  entry: number,
  { office }: Tools,
): Promise<Pick<PreviewPage, 'sheets' | 'warnings' | 'revision'>> {
  const [{ chosenPapers, placePapers }, { fontsOf, warningsOf, warningTexts }, { calibrationOf, FILES, printingOf }] =
    await Promise.all([
      import('../../../src/jobs/print-papers.ts'),
      import('../../../src/jobs/print-files.ts'),
      import('../../../src/jobs/printing.ts'),
    ]);
  const record = await office.store.get(entryNos[entry] ?? '');
  const { choosePrintTemplates } = await import('../../../src/jobs/print-templates.ts');
  const { formOf } = await choosePrintTemplates(office, templates);
  const placed = placePapers(record, office.book, papers && chosenPapers(record.document, papers), formOf);
  const printing = await printingOf(office);
  const calibration = calibrationOf(printing, printing.toFile ? FILES : printing.printer);
  const warnings = warningTexts(warningsOf(placed, await fontsOf(office), { calibration, valuesOnly }));
  return { sheets: sheetsIn(placed, valuesOnly), warnings, revision: record.revision };
}

const sheetsIn = ({ papers }: PrintedPapers, valuesOnly: boolean): readonly Sheet[] =>
  papers.flatMap(({ form, pages }) =>
    pages.map((page, at) => ({
      title: form.title,
      number: at + 1,
      of: pages.length,
      page: valuesOnly ? valuesOf(page) : page,
    })),
  );
