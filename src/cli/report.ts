import stringWidth from 'string-width';
import { EXIT, exitCodeOf, UserError } from '../errors.ts';
import { cleanLine, withoutControls } from '../text.ts';

/** A stream that text is written to; `process.stdout` and `process.stderr` are such. */
export interface TextSink {
  write(text: string): unknown;
}

/**
 * What a command says. With `--json` stdout carries one JSON document and nothing else; text for people and progress go to stderr.
 * Without it results go to stdout as text and progress to stderr.
 */
export interface Report {
  readonly json: boolean;
  /** The result: a JSON document for scripts, or the lines that people read. */
  result(document: unknown, lines: () => readonly string[]): void;
  /** One of many results, as it comes: a line of JSON each. */
  each(document: unknown, lines: () => readonly string[]): void;
  /** Progress, and what a person should know while it runs. */
  note(text: string): void;
  /** An error with what to do next. Returns the exit code it asks for. */
  error(error: unknown): number;
}

export function makeReport(options: {
  readonly json: boolean;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
}): Report {
  const { json, stdout, stderr } = options;
  const write = (document: unknown) => void stdout.write(`${withEscapes(JSON.stringify(document))}\n`);
  const show = (lines: readonly string[]) => {
    for (const line of lines) stdout.write(`${withoutControls(line)}\n`);
  };
  // One document and no more: an error that comes after the result is told on stderr alone.
  let told = false;
  const tell = (document: unknown) => {
    if (!told) write(document);
    told = true;
  };
  return {
    json,
    result(document, lines) {
      if (json) tell(document);
      else show(lines());
    },
    each(document, lines) {
      if (json) write(document);
      else show(lines());
    },
    note: text => void stderr.write(`${withoutControls(text)}\n`),
    error(error) {
      for (const line of errorLines(error)) stderr.write(`${withoutControls(line)}\n`);
      if (json) tell({ error: errorDocument(error) });
      return exitCodeOf(error);
    },
  };
}

/** JSON in which the controls that JSON itself lets stand are written as escapes: a terminal may obey them. */
const withEscapes = (json: string): string =>
  json.replace(/[\u007f-\u009f]/gu, control => `\\u00${control.charCodeAt(0).toString(16)}`);

/** What it means that standard output takes no more. */
export function brokenOutput(error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
  const what = isFull ? '磁盘已满' : `写不进去（${code}）`;
  return new UserError(
    isFull ? 'output.full' : 'output.broken',
    `结果没有写全：${what}（标准输出），写出的文件不可用`,
    {
      exit: 'store',
      next: ['数据目录里的数据不受影响；腾出空间，或换一个地方，再运行一次'],
      cause: error,
    },
  );
}

/** An error as people read it: what, and what to do next. */
export function errorLines(error: unknown): readonly string[] {
  if (error instanceof UserError) {
    const [first, ...rest] = reasonLines(error);
    return [`错误：${first}`, ...rest];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return ['程序内部错误，请把下面的内容告诉维护者：', text];
}

/** Files that were left out because they cannot be read. */
export function noteUnreadable(report: Report, errors: readonly UserError[]): void {
  for (const error of errors) for (const line of reasonLines(error)) report.note(cleanLine(line).replace(/^→/u, '  →'));
}

/** What is wrong and what to do next, without saying that it is an error. */
export function reasonLines({ message, next }: UserError): readonly string[] {
  return [message, ...next.map(step => `  → ${step}`)];
}

/** An error as scripts read it. */
export function errorDocument(error: unknown): {
  readonly code: string;
  readonly message: string;
  readonly next: readonly string[];
  readonly exit: number;
} {
  if (error instanceof UserError)
    return { code: error.code, message: error.message, next: error.next, exit: EXIT[error.exit] };
  return { code: 'bug', message: error instanceof Error ? error.message : String(error), next: [], exit: EXIT.bug };
}

/** Rows under headings, columns lined up by what they take on the screen; cells are cleaned. */
export function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = [headings, ...rows.map(row => row.map(cleanLine))];
  const widths = headings.map((_, column) => Math.max(...cells.map(row => stringWidth(row[column] ?? ''))));
  return cells.map(row =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A text with spaces behind it up to a width in columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
