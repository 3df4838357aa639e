// Starts the reading worker where there is no build: tests and `tsx` runs. The build's own entry is worker.ts.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
