import { breachAt, type Find, houseOf } from '../tree.ts';

/** No file is reached again through what it imports, not even by types. */
export const cycles: Find = tree => {
  const house = houseOf(tree);
  const links = new Map(house.map(source => [source.path, source.imports.filter(({ target }) => target)]));
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
