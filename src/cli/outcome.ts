import { EXIT, exitCodeOf, UserError } from '../errors.ts';
import { errorDocument, errorLines, type Report, reasonLines } from './report.ts';

/** What became of one of many inputs. */
export interface Outcome {
  /** The file or entry number it is about. */
  readonly input: string;
  readonly ok: boolean;
  /** What scripts read beside `input` and `ok`. */
  readonly document: Readonly<Record<string, unknown>>;
  /** What people read. */
  readonly lines: readonly string[];
  /** The exit code it asks for when it is not ok. */
  readonly exit?: number;
}

/** Does the work for each input; one that fails does not stop the rest. */
export async function eachOf<I>(
  inputs: readonly I[],
  nameOf: (input: I) => string,
  work: (input: I) => Promise<Outcome>,
  jobs = 1,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = new Array(inputs.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < inputs.length; at = next++) {
      const input = inputs[at] as I;
      outcomes[at] = await work(input).catch(error => failure(nameOf(input), error));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, inputs.length)) }, worker));
  return outcomes;
}

function failure(input: string, error: unknown): Outcome {
  const [first = '', ...rest] = error instanceof UserError ? reasonLines(error) : errorLines(error);
  return {
    input,
    ok: false,
    document: { error: errorDocument(error) },
    lines: [first.includes(input) ? first : `${input}：${first}`, ...rest],
    exit: exitCodeOf(error),
  };
}

/**
 * Reports what became of all of them, with a summary at the end; `more` is for scripts, beside it.
 * The exit code is 0 when all is well, the one code that all failures share, else 1.
 */
export function reportOutcomes(
  report: Report,
  outcomes: readonly Outcome[],
  more: Readonly<Record<string, unknown>> = {},
): number {
  const failed = outcomes.filter(({ ok }) => !ok);
  const codes = new Set(failed.map(({ exit }) => exit ?? EXIT.faults));
  report.result(
    {
      results: outcomes.map(({ input, ok, document }) => ({ input, ok, ...document })),
      summary: { total: outcomes.length, ok: outcomes.length - failed.length, failed: failed.length },
      ...more,
    },
    () => outcomes.flatMap(({ lines }) => lines),
  );
  if (outcomes.length > 1)
    report.note(`共 ${outcomes.length}：成功 ${outcomes.length - failed.length}，失败 ${failed.length}`);
  const [only = EXIT.done] = codes;
  return failed.length === outcomes.length && codes.size === 1 ? only : failed.length > 0 ? EXIT.faults : EXIT.done;
}

/** The same for work that Ctrl+C may have ended: scripts read that it has, and the exit code says so. */
export function reportInterruptible(report: Report, outcomes: readonly Outcome[], { aborted }: AbortSignal): number {
  const code = reportOutcomes(report, outcomes, aborted ? { interrupted: true } : {});
  return aborted ? EXIT.interrupted : code;
}
