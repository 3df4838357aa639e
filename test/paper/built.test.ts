import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fontFile } from './records.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

test.skipIf(!existsSync(DIST))('the built program carries its font and the licence of it (needs npm run build)', () => {
  expect(readFileSync(`${DIST}fonts/NotoSerifSC_400Regular.ttf`).equals(readFileSync(fontFile('400Regular')))).toBe(
    true,
  );
  expect(readFileSync(`${DIST}fonts/OFL.txt`, 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});
