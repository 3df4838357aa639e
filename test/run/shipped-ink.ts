import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vitest/config';
import { INK, INK_PARTS, MEASURED_CODE, partCode } from '../../tools/ink-parts.ts';

/** What of node_modules has to pass the plugin: Ink and the packages that measure widths for it. */
export const INLINE =
  /\/node_modules\/(ink|ink-text-input|ink-testing-library|widest-line|wrap-ansi|cli-truncate|slice-ansi)\//;

const WIDTHS = '\0measured-widths';
const PART = '\0ink:';

/** Ink in the tests as the build makes it: slower parts replaced by ours. */
export function shippedInk(): Plugin {
  return {
    name: 'shipped-ink',
    enforce: 'pre',
    async resolveId(source, importer = '') {
      if (source === 'string-width' && INLINE.test(importer)) return WIDTHS;
      const part = INK.test(importer) && INK_PARTS.find(({ module }) => source === `./${module}`);
      if (!part) return null;
      const theirs = await this.resolve(source, importer, { skipSelf: true });
      return theirs && PART + theirs.id;
    },
    async load(id) {
      if (id === WIDTHS) return MEASURED_CODE;
      if (id.startsWith(PART)) {
        const theirs = id.slice(PART.length);
        const part = INK_PARTS.find(({ module }) => theirs.endsWith(`/${module}`));
        return part && partCode(part, theirs);
      }
      if (!INLINE.test(id)) return null;
      // Its source map leads to files that are not in the package.
      return { code: (await readFile(id, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/mu, ''), map: null };
    },
  };
}
