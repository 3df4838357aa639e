import type { Office } from '../../../src/jobs/office.ts';
import { paperlessState } from '../../../src/jobs/paperless/documents.ts';
import { onFile } from '../../../src/jobs/paperless/on-file.ts';
import { paperlessSettings } from '../../../src/jobs/paperless/settings.ts';
import { idOf, type PaperlessPage, rowsOf } from './state.ts';

/** Reads how the documents of a declaration stand now; the focus goes to one of them, or stays on a line that there is. */
export async function filled(
  office: Office,
  entryNo: string,
  focus?: number,
): Promise<(page: PaperlessPage | undefined) => PaperlessPage> {
  const of = await paperlessState(office, entryNo);
  const lines = await onFile(office, of.record);
  const embedded = (await paperlessSettings(office)).way === 'embed';
  return page => {
    const before = page ?? { kind: 'paperless', id: idOf(entryNo), entryNo, tab: 'documents', index: 0 };
    const next: PaperlessPage = { ...before, of, onFile: lines, embedded };
    const rows = rowsOf(next);
    const found =
      focus === undefined ? -1 : rows.findIndex(row => row.kind === 'document' && row.document.id === focus);
    return { ...next, index: found >= 0 ? found : Math.max(0, Math.min(next.index, rows.length - 1)) };
  };
}
