import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { bundle, RELEASE } from './bundle.ts';

const OUT = 'dist';

rmSync(OUT, { recursive: true, force: true });
await bundle({ entries: RELEASE, outdir: OUT });
chmodSync(`${OUT}/main.js`, 0o755);

// One weight of the font that papers are printed with, and its licence.
const FONT = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'));
mkdirSync(`${OUT}/fonts`);
copyFileSync(`${FONT}/400Regular/NotoSerifSC_400Regular.ttf`, `${OUT}/fonts/NotoSerifSC_400Regular.ttf`);
copyFileSync(`${FONT}/LICENSE_FONT`, `${OUT}/fonts/OFL.txt`);
