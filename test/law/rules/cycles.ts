import { breachAt, type Find, houseOf, type Import, type Source } from '../tree.ts';

/**
 * Knots of types alone that are known and not yet untied: an import of types from one file to another.
 * The list may only become shorter; a test sees to it that each is still there.
 */
export const KNOTS: readonly (readonly [from: string, to: string])[] = [['screens/contract/part.ts', 'screens/contract/state.ts']];

const isKnot = ({ path }: Source, { target, typeOnly }: Import, knots: typeof KNOTS) =>
  typeOnly && knots.some(([from, to]) => from === path && to === target);

/** No file is reached again through what it imports, not even by types. */
export const cyclesBut =
  (knots: typeof KNOTS): Find =>
  tree => {
    const house = houseOf(tree);
    const links = new Map(
      house.map(source => [source.path, source.imports.filter(each => each.target && !isKnot(source, each, knots))]),
    );
    const next = (path: string) => (links.get(path) ?? []).flatMap(({ target }) => target ?? []);
    const reaches = (from: string, wanted: string): boolean => {
      const seen = new Set([from]);
      for (const path of seen) {
        if (path === wanted) return true;
        for (const further of next(path)) seen.add(further);
      }
      return false;
    };
    return house.flatMap(source =>
      (links.get(source.path) ?? []).flatMap(({ target, node }) =>
        target !== undefined && reaches(target, source.path)
          ? [breachAt(source, node, `leads back here through ${target}`)]
          : [],
      ),
    );
  };
