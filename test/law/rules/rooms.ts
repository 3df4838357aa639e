import { breachAt, type Find, houseOf } from '../tree.ts';

type Rooms = readonly (readonly [room: string, knows: readonly string[]])[];

/**
 * The rooms from the top down, and what each knows (DESIGN.md, Law): its own neighbours only; what those know, it knows through them.
 * A room knows only rooms that stand further down, so that there can be no circle.
 */
// biome-ignore format: table
export const ROOMS: Rooms = [
  ['main',        ['screens', 'cli']],
  ['screens',     ['jobs']],
  ['cli',         ['jobs']],
  ['jobs',        ['ledger', 'store', 'paper', 'workbook', 'message', 'accounts', 'transport', 'codes', 'terminal', 'keys']],
  ['practice',    ['message', 'codes', 'accounts']],
  ['ledger',      ['declaration']],
  ['store',       ['declaration', 'local']],
  ['local',       ['accounts', 'disk']],
  ['paper',       ['declaration']],
  ['workbook',    ['declaration']],
  ['message',     ['declaration']],
  ['declaration', ['catalogue']],
  ['catalogue',   ['kinds']],
  ['kinds',       []],
  ['accounts',    []],
  ['disk',        []],
  ['transport',   []],
  ['codes',       []],
  ['terminal',    []],
  ['keys',        []],
];
const KNOWS: ReadonlyMap<string, readonly string[]> = new Map(ROOMS);

/** What is wrong with a table of rooms: arrows that do not lead down, or to nowhere, and rooms that stand there twice. */
export function misplacedIn(rooms: Rooms): readonly string[] {
  const names = rooms.map(([room]) => room);
  return rooms.flatMap(([room, knows], at) => [
    ...(names.indexOf(room) < at ? [`${room} stands there twice`] : []),
    ...knows.filter(other => names.lastIndexOf(other) <= at).map(other => `${room} → ${other} does not lead down`),
  ]);
}

/** Used by all. */
const COMMON_GROUND = ['src/encoding.ts', 'src/errors.ts', 'src/open-file.ts', 'src/page-title.ts', 'src/text.ts'];

function known(room: string): ReadonlySet<string> {
  const all = new Set([room]);
  for (const each of all) for (const next of KNOWS.get(each) ?? []) all.add(next);
  return all;
}

function roomOf(path: string): string | undefined {
  if (path === 'src/main.tsx') return 'main';
  const [top, folder, rest] = path.split('/');
  if (top === 'screens') return 'screens';
  return rest !== undefined && folder !== undefined && KNOWS.has(folder) ? folder : undefined;
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
