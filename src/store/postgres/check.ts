import { join } from 'node:path';
import { nodeDisk } from '../../disk/node-disk.ts';
import { UserError } from '../../errors.ts';
import type { Audit } from '../audit.ts';
import type { OfficeFiles } from '../files.ts';
import type { Secrets } from '../secrets.ts';
import type { CheckReport, Problem, VerifyContents } from '../store.ts';
import type { Line } from './line.ts';

interface Checked {
  readonly line: Line;
  /** All records; what cannot be read is handed to `told`. */
  readonly declarations: (told: (entryNo: string, error: unknown) => void) => AsyncIterable<unknown>;
  readonly secrets: Secrets;
  readonly audit: Audit;
  readonly codeFiles: OfficeFiles;
  readonly contents: VerifyContents | undefined;
}

/** Reads all that is kept. What could be repaired here is the affair of whoever looks after the database: it only tells. */
export async function checkDatabase({
  line,
  declarations,
  secrets,
  audit,
  codeFiles,
  contents,
}: Checked): Promise<CheckReport> {
  const problems: Problem[] = [];
  const tell = (file: string, error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    problems.push({ code: error.code, file, text: error.message, repaired: false });
  };
  let count = 0;
  for await (const _record of declarations((entryNo, error) => tell(`declarations/${entryNo}`, error))) count += 1;
  for (const name of await secrets.unreadable())
    problems.push({ code: 'store.secret-key', file: 'secrets', text: `保存的密码打不开：${name}`, repaired: false });
  for (const { file, line, text } of (await audit.verify()).faults)
    problems.push({ code: 'store.audit', file, text: `第 ${line} 条：${text}`, repaired: false });
  const { rows } = await line.ask(`select name from documents where name like 'settings.%' order by name`);
  for (const { name } of rows) {
    const path = `settings/${String(name).slice('settings.'.length)}.json`;
    await contents?.(path, path).catch((error: unknown) => tell(path, error));
  }
  await codeFiles.refresh();
  for (const name of await nodeDisk.list(codeFiles.folder)) {
    const path = `codes/${name}`;
    if (name.endsWith('.tsv'))
      await contents?.(path, join(codeFiles.folder, name)).catch((error: unknown) => tell(path, error));
  }
  return { declarations: count, problems };
}
