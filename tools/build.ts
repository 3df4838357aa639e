import { chmodSync, rmSync } from 'node:fs';
import { bundle } from './bundle.ts';

const OUT = 'dist';

rmSync(OUT, { recursive: true, force: true });
// What runs in a thread of its own needs a file of its own.
await bundle({ entries: { main: 'src/main.tsx', 'workbook-worker': 'src/workbook/worker.ts' }, outdir: OUT });
chmodSync(`${OUT}/main.js`, 0o755);
