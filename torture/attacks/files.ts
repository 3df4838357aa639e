import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attack, type Found, wrong } from '../attack.ts';
import { became, stateOf } from '../home-state.ts';
import { copyHome, practiceHome } from '../practice-home.ts';
import { randomOf } from '../random.ts';
import { manners } from '../stage.ts';
import { wordsOf } from './commands.ts';
import { HOSTILE, PLACES } from './hostile.ts';

/** More memory than this none of them may take. */
const MEMORY = 1200 * (1 << 20);
const ESCAPED = ['/tmp/baojian-torture-escaped'];

type Case = (typeof HOSTILE)[number] | (typeof PLACES)[number];

export const files: Attack = {
  name: 'files',
  what: 'hostile files and archives are taken in: bombs, links, doubled names, paths that climb, devices that never end',
  weight: 2,
  async open(stage, seed) {
    const practice = await practiceHome(stage);
    const before = await stateOf(stage, practice.home);
    const order = randomOf(seed, 'files').shuffled<Case>([...HOSTILE, ...PLACES]);
    return {
      async play(at, random) {
        const each = order[at % order.length] as Case;
        const home = copyHome(stage, practice);
        const folder = stage.folder('hostile');
        let words = 'name' in each ? each.words : each[1];
        if ('name' in each) {
          const file = join(folder, `file.${each.ending}`);
          writeFileSync(file, each.bytes(random, practice));
          words = words.replace('{file}', file);
        }
        const ended = await stage.run(home, wordsOf(words, practice, folder), { watch: true });
        const found: Found[] = [...manners(ended)];
        if (ended.memory > MEMORY) found.push(wrong(`it took ${Math.round(ended.memory / (1 << 20))} MB`));
        // What was refused has changed nothing; what has faults may be kept as a draft, which is told.
        if (ended.code !== 0 && !/W[IEP][0-9]{13}/u.test(ended.out))
          found.push(...became(await stateOf(stage, home), before));
        for (const file of [...ESCAPED, join(folder, 'escaped'), join(home, '..', 'escaped')]) {
          if (!existsSync(file)) continue;
          found.push(wrong(`${file} was written`));
          rmSync(file);
        }
        rmSync(home, { recursive: true, force: true });
        rmSync(folder, { recursive: true, force: true });
        return { title: `${'name' in each ? each.name : each[0]}: ${words.replace(/\S*\//gu, '')}`, found };
      },
    };
  },
};
