import { describe } from '../declaration/describe.ts';
import { textOfFault } from '../jobs/fault-text.ts';
import type { FoundDeclaration, ImportFault } from '../jobs/read-workbooks.ts';

/** Faults as people read them, one a line: ✗ blocks sending, ! does not. */
export function faultLines(faults: readonly ImportFault[]): readonly string[] {
  return faults.map(fault => `  ${fault.level === 'error' ? '✗' : '!'} ${textOfFault(fault)}（${fault.code}）`);
}

/** Faults as scripts read them: code, path, level, cell, and the sentence. */
export function faultDocuments(faults: readonly ImportFault[]): readonly unknown[] {
  return faults.map(fault => ({ ...fault, text: textOfFault(fault) }));
}

/** What a file left empty and the office's own lists filled. */
export function filledLines(filled: FoundDeclaration['filled']): readonly string[] {
  return filled.length > 0 ? [`  + 由默认值填入：${filled.map(path => describe(path)).join('、')}`] : [];
}
