import { breachAt, type Find, houseOf } from '../tree.ts';

/** The kinds of store, and the one file that opens them. */
const KIND = /^src\/store\/(json|postgres)\//u;
const DOOR = 'src/store/open-store.ts';

const kindOf = (path: string): string | undefined => KIND.exec(path)?.[1];

/** Whoever uses the store sees its contract alone: a kind is known to itself and to the file that opens it, which no kind knows. */
export const storeKinds: Find = tree =>
  houseOf(tree).flatMap(source => {
    const own = kindOf(source.path);
    return source.imports.flatMap(({ target, node }) => {
      if (target === undefined) return [];
      if (target === DOOR && own !== undefined) return [breachAt(source, node, 'a kind of store opens no other')];
      const other = kindOf(target);
      if (other === undefined || other === own || source.path === DOOR) return [];
      return [breachAt(source, node, `sees the ${other} store behind its contract`)];
    });
  });
