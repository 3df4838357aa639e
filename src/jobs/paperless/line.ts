import type { Answer } from '../../message/exchange.ts';
import type { PaperlessFileHead, PaperlessReport } from '../../message/paperless.ts';

/** A way on which documents are handed over. Its failures are those of a `Line`. */
export interface PaperlessLine {
  /**
   * Hands over a file, from where it broke off before; tells how many bytes of it are there. The same file again changes nothing.
   *
   * @throws UserError `paperless.refused` with what the bureau says
   */
  file(
    head: PaperlessFileHead,
    bytes: Uint8Array,
    onProgress: (has: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<void>;
  /** Asks whether anybody is there who takes what this office says. */
  test(signal: AbortSignal | undefined): Promise<Answer>;
  /** Asks for a ticket to the bureau's own page. */
  ticket(declarationNo: string, signal: AbortSignal | undefined): Promise<Answer>;
  /** Says which documents there are; the same message again is the same report. */
  report(report: PaperlessReport, signal: AbortSignal | undefined): Promise<Answer>;
}
