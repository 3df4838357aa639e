// Sends the documents of a declaration: HOME ENTRYNO STEP. After the named step it is killed.
import { openPaperlessLine } from '../../../src/jobs/paperless/open-line.ts';
import { sendPaperless } from '../../../src/jobs/paperless/send.ts';
import { openAndWait } from './office.ts';

const [home = '', entryNo = '', fatal] = process.argv.slice(2);
const office = await openAndWait(home);
const line = await openPaperlessLine(office);

/** Dies after the step if it is the fatal one. */
async function step<T>(name: string, work: Promise<T>): Promise<T> {
  const done = await work;
  if (name !== fatal) return done;
  process.kill(process.pid, 'SIGKILL');
  return await new Promise(() => {});
}

let updates = 0;
const store = new Proxy(office.store, {
  get(target, name) {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'function') return value;
    if (name !== 'update') return value.bind(target);
    const update: typeof target.update = (...all) => step(updates++ === 0 ? 'marked' : 'noted', target.update(...all));
    return update;
  },
});

await sendPaperless({ ...office, store } as typeof office, entryNo, {
  line: {
    ...line,
    file: (head, bytes, onProgress, signal) =>
      line.file(
        head,
        bytes,
        has => {
          onProgress(has);
          if (has > 0 && fatal === 'part') process.kill(process.pid, 'SIGKILL');
        },
        signal,
      ),
    report: (...all) => step('reported', line.report(...all)),
  },
});
await office.close();
process.exit();
