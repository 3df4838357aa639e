import { breachAt, type Find, houseOf } from '../tree.ts';

/**
 * The floors of the screens, from the top down: imports, types included, go down or stay on their floor.
 * A floor is a folder, or files at the top that belong together.
 */
// biome-ignore format: table
const FLOORS: readonly (readonly [floor: string, ...at: readonly string[]])[] = [
  ['run',      'screens/run.tsx'],
  ['start',    'screens/start/'],
  ['program',  'screens/program.ts', 'screens/job-queue.ts', 'screens/key-queue.ts', 'screens/painting.ts', 'screens/news-told.ts'],
  ['paint',    'screens/paint/'],
  ['app',      'screens/app/'],
  ['pages',    'screens/pages/'],
  ['exchange', 'screens/exchange/'],
  ['dialogs',  'screens/dialogs/'],
  ['fields',   'screens/fields/'],
  ['widgets',  'screens/widgets/'],
  ['contract', 'screens/contract/'],
  ['draw',     'screens/draw/'],
  ['layout',   'screens/layout/'],
];

const floorOf = (path: string): number =>
  FLOORS.findIndex(([, ...at]) => at.some(place => (place.endsWith('/') ? path.startsWith(place) : path === place)));

const nameOf = (floor: number): string => FLOORS[floor]?.[0] ?? '';

/** The page that a file belongs to, `entry`; undefined for what is no page. */
const pageOf = (path: string): string | undefined => /^screens\/pages\/([^/]+)/u.exec(path)?.[1];

/** Each file of the screens stands on a floor and imports nothing from a higher one; pages do not know each other. */
export const floors: Find = tree =>
  houseOf(tree)
    .filter(({ path }) => path.startsWith('screens/'))
    .flatMap(source => {
      const floor = floorOf(source.path);
      if (floor < 0) return [breachAt(source, source.ast, 'stands on no floor')];
      const page = pageOf(source.path);
      return source.imports.flatMap(({ target, node }) => {
        if (!target?.startsWith('screens/')) return [];
        const other = floorOf(target);
        if (other >= 0 && other < floor) {
          return [breachAt(source, node, `${nameOf(floor)} stands below ${nameOf(other)}`)];
        }
        const otherPage = pageOf(target);
        return page !== undefined && otherPage !== undefined && page !== otherPage
          ? [breachAt(source, node, `page ${page} may not know page ${otherPage}`)]
          : [];
      });
    });
