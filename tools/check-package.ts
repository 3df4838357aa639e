import { packageFaultsHere } from './package-faults.ts';

const faults = packageFaultsHere();
for (const fault of faults) console.log(fault);
if (faults.length > 0)
  console.log(
    'write the lock anew: rm package-lock.json && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved',
  );
process.exitCode = faults.length > 0 ? 1 : 0;
