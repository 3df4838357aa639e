import { unzipSync } from 'fflate';
import { decodeAs } from '../encoding.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { takeCensus } from './parse-excel.ts';
import { Refused, refusalError } from './refusal.ts';

interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of a zip whose names fit, in their order; undefined if there are none, or if it is a workbook, which is a zip, too. Sizes are
 * judged by the directory before anything is unpacked. Throws UserError `workbook.*`.
 */
export function packedFiles(bytes: Uint8Array, name: string, wanted: RegExp): readonly PackedFile[] | undefined {
  try {
    const names = takeCensus(bytes, DEFAULT_LIMITS);
    if (names.some(part => /^(?:\[Content_Types\]\.xml|xl\/)/iu.test(part))) return undefined;
    const parts = unzipSync(bytes, {
      filter: part => wanted.test(part.name) && !/(?:^|\/)(?:\.|__MACOSX\/)/u.test(part.name),
    });
    const found = Object.entries(parts).map(([part, content]) => ({ name: inChinese(part), bytes: content }));
    return found.length > 0 ? found : undefined;
  } catch (error) {
    throw refusalError(name, error instanceof Refused ? error.refusal : { code: 'workbook.broken' }, error);
  }
}

// Windows in China packs names in GBK without saying so; then every byte has become a character of its own.
function inChinese(name: string): string {
  if (!/[\u0080-\u00ff]/u.test(name) || /[^\u0000-\u00ff]/u.test(name)) return name;
  return decodeAs('gb18030', Buffer.from(name, 'latin1')) ?? name;
}
