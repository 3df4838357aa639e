import type { PaperlessFolder } from './paperless-folder.ts';

/** The documents that go with declarations: copies of the files, so that nothing is lost when the originals move, and the list of them. */
export interface Paperless {
  /** What goes with a declaration; an empty folder when nothing does. */
  of(entryNo: string): Promise<PaperlessFolder>;
  /**
   * Changes the folder of a declaration with nobody in between. `files` are safe before the list names them; copies that it
   * names no more go after it is written. `change` may throw to leave all as it is.
   */
  update(
    entryNo: string,
    change: (folder: PaperlessFolder) => PaperlessFolder | Promise<PaperlessFolder>,
    files?: readonly Uint8Array[],
  ): Promise<PaperlessFolder>;
  /** The bytes of a file, which are those that were kept. */
  file(entryNo: string, sum: string): Promise<Buffer>;
}
