/** What is needed of process.stdin; imports nothing, so that this file loads in no time. */
export interface RawInput {
  readonly isTTY?: boolean | undefined;
  setRawMode?(raw: boolean): unknown;
  on(event: 'data' | 'end' | 'error', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data' | 'end' | 'error', listener: (chunk: Buffer | string) => void): unknown;
}

/** Keys typed while the program loads. */
export interface EarlyInput {
  /** Hands over what was typed so far and stops listening; raw mode stays on. */
  take(): (Buffer | string)[];
}

/** Nobody types more than this while a program starts; a paste does, and the rest of it is lost rather than memory. */
const MAX_CHUNKS = 1024;

/**
 * Raw mode before anything heavy is imported: keys typed during the start are else echoed, or lost when the mode changes.
 * Call it in the first statement of main and pass the result to openTerminal. `gone` ends the program when the terminal goes meanwhile.
 */
export function rawModeFirst(stdin: RawInput, gone: () => void): EarlyInput {
  const chunks: (Buffer | string)[] = [];
  const listen = (chunk: Buffer | string): void => {
    if (chunks.length < MAX_CHUNKS) chunks.push(chunk);
  };
  if (stdin.isTTY) {
    stdin.setRawMode?.(true);
    stdin.on('data', listen);
    stdin.on('end', gone);
    stdin.on('error', gone);
  }
  return {
    take() {
      stdin.off('data', listen);
      stdin.off('end', gone);
      stdin.off('error', gone);
      return chunks.splice(0);
    },
  };
}
