import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { bundle } from './bundle.ts';

const OUT = 'dist';

rmSync(OUT, { recursive: true, force: true });
// What runs in a thread of its own needs a file of its own.
await bundle({ entries: { main: 'src/main.tsx', 'workbook-worker': 'src/workbook/worker.ts' }, outdir: OUT });
chmodSync(`${OUT}/main.js`, 0o755);

// One weight of the font that papers are printed with, and its licence.
const FONT = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'));
mkdirSync(`${OUT}/fonts`);
copyFileSync(`${FONT}/400Regular/NotoSerifSC_400Regular.ttf`, `${OUT}/fonts/NotoSerifSC_400Regular.ttf`);
copyFileSync(`${FONT}/LICENSE_FONT`, `${OUT}/fonts/OFL.txt`);
