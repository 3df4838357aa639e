import type { PaperlessState } from '../../../src/jobs/paperless/documents.ts';
import type { FileLine } from '../../../src/jobs/paperless/on-file.ts';
import type { PaperlessDocument, PaperlessFile } from '../../../src/store/paperless-folder.ts';

/** The documents of one declaration, what the bureau asks for, and what is on file (3.6). */
export interface PaperlessPage {
  readonly kind: 'paperless';
  readonly id: string;
  readonly entryNo: string;
  readonly of: PaperlessState;
  readonly onFile: readonly FileLine[];
  /** The way in force is the bureau's own page (web 嵌入), not an upload (S5). */
  readonly embedded: boolean;
  readonly tab: 'documents' | 'file';
  readonly index: number;
}

export const idOf = (entryNo: string): string => `paperless ${entryNo}`;

/** A line of the documents: each of them, the files below it, and the line where a new one begins. */
export type PaperlessRow =
  | { readonly kind: 'document'; readonly document: PaperlessDocument }
  | { readonly kind: 'file'; readonly document: PaperlessDocument; readonly file: PaperlessFile }
  | { readonly kind: 'fresh' };

export function rowsOf({ of }: PaperlessPage): readonly PaperlessRow[] {
  return [
    ...of.folder.documents.flatMap((document): PaperlessRow[] => [
      { kind: 'document', document },
      ...document.files.map(file => ({ kind: 'file' as const, document, file })),
    ]),
    { kind: 'fresh' },
  ];
}

export function documentAt(page: PaperlessPage): PaperlessDocument | undefined {
  const row = rowsOf(page)[page.index];
  return row && row.kind !== 'fresh' ? row.document : undefined;
}
