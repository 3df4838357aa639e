import { breachAt, type Find, houseOf } from '../tree.ts';

/** What each room knows (DESIGN.md, Law), its own neighbours only; what those know, it knows through them. */
// biome-ignore format: table
const KNOWS: Readonly<Record<string, readonly string[]>> = {
  kinds:       [],
  keys:        [],
  terminal:    [],
  codes:       [],
  transport:   [],
  accounts:    [],
  catalogue:   ['kinds'],
  declaration: ['catalogue'],
  message:     ['declaration'],
  workbook:    ['declaration'],
  paper:       ['declaration'],
  store:       ['declaration'],
  ledger:      ['declaration'],
  practice:    ['message', 'codes'],
  jobs:        ['keys', 'terminal', 'codes', 'transport', 'accounts', 'message', 'workbook', 'paper', 'store', 'ledger'],
  screens:     ['jobs'],
  cli:         ['jobs'],
  main:        ['screens', 'cli'],
};

/** Used by all. */
const COMMON_GROUND = ['src/errors.ts', 'src/text.ts'];

function known(room: string): ReadonlySet<string> {
  const all = new Set([room]);
  for (const each of all) for (const next of KNOWS[each] ?? []) all.add(next);
  return all;
}

function roomOf(path: string): string | undefined {
  if (path === 'src/main.tsx') return 'main';
  const [top, folder, rest] = path.split('/');
  if (top === 'screens') return 'screens';
  return rest !== undefined && folder !== undefined && folder in KNOWS ? folder : undefined;
}

/** Each room imports only from rooms that it may know; the practice bureau is known to one job. */
export const rooms: Find = tree => {
  const house = houseOf(tree).filter(({ path }) => !COMMON_GROUND.includes(path));
  const entrances = new Set<string>();
  return house.flatMap(source => {
    const room = roomOf(source.path);
    if (room === undefined) return [breachAt(source, source.ast, 'stands in no room')];
    return source.imports.flatMap(({ target, node }) => {
      if (target === undefined || COMMON_GROUND.includes(target)) return [];
      const other = roomOf(target);
      if (other === 'practice' && room === 'jobs') {
        entrances.add(source.path);
        return entrances.size > 1 && source.path !== [...entrances][0]
          ? [breachAt(source, node, 'is a second job that knows the practice bureau')]
          : [];
      }
      return other !== undefined && known(room).has(other)
        ? []
        : [breachAt(source, node, `${room} may not know ${other ?? target}`)];
    });
  });
};

/** A house without rules for its own foundations would hold nothing: these two know no room. */
export const commonGround: Find = tree =>
  houseOf(tree)
    .filter(({ path }) => COMMON_GROUND.includes(path))
    .flatMap(source =>
      source.imports
        .filter(({ target }) => target !== undefined && !COMMON_GROUND.includes(target))
        .map(({ node }) => breachAt(source, node, 'what all use may use no room')),
    );
