// How long it takes to write, read and validate the message of 50 goods lines, built as the release is; the floor is the same document as JSON.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DATA, withPrograms } from './bundle.ts';
import { type Figure, figure } from './figure.ts';

const PROGRAM = 'bench/programs/message.ts';
const MESSAGE = fileURLToPath(new URL('../fixtures/message/in-full.xml', import.meta.url));
const ROUNDS = 40;

export async function bench(): Promise<Figure[]> {
  return await withPrograms([PROGRAM], async built => {
    const words = [built[PROGRAM], MESSAGE, DATA, String(ROUNDS)];
    const { stringify, parse, write, read, validate } = JSON.parse(
      execFileSync(process.execPath, words, { encoding: 'utf8' }),
    ) as Readonly<Record<'stringify' | 'parse' | 'write' | 'read' | 'validate', number>>;
    return [
      figure('message.write.50-goods.p50', write, 'ms', stringify),
      figure('message.read.50-goods.p50', read, 'ms', parse),
      figure('message.validate.50-goods.p50', validate, 'ms', parse),
    ];
  });
}
