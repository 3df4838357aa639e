import type { KeyTable } from './binding.ts';
import { isLegacySafe } from './legacy.ts';
import { reachable } from './resolve.ts';

/** What is wrong with a key table, one sentence each; `actions` are the names that the program can run. */
export function lintKeys(table: KeyTable, actions: readonly string[]): readonly string[] {
  return [...clashes(table), ...unknown(table, new Set(actions)), ...unreachable(table)];
}

function clashes({ bindings }: KeyTable): string[] {
  const seen = new Map<string, string>();
  return bindings.flatMap(({ in: context, keys, run }) =>
    keys.flatMap(key => {
      const place = `${context} ${key}`;
      const other = seen.get(place);
      seen.set(place, run);
      return other === undefined ? [] : [`${key} in ${context} runs both ${other} and ${run}`];
    }),
  );
}

function unknown({ bindings, contexts, chains }: KeyTable, actions: ReadonlySet<string>): string[] {
  const bound = new Set(bindings.map(({ run }) => run));
  const used = new Set([...bindings.map(binding => binding.in), ...chains.flat()]);
  return [
    ...[...used].filter(name => !(name in contexts)).map(name => `unknown context ${name}`),
    ...Object.keys(contexts)
      .filter(name => !chains.flat().includes(name))
      .map(name => `context ${name} stands in no chain`),
    ...[...bound].filter(name => !actions.has(name)).map(name => `no action ${name}`),
    ...[...actions].filter(name => !bound.has(name)).map(name => `no key runs ${name}`),
    ...Object.values(contexts).flatMap(({ others }) =>
      others !== undefined && !bound.has(others) ? [`no key runs ${others}`] : [],
    ),
    ...bindings.flatMap(({ twin }) => (twin !== undefined && !bound.has(twin) ? [`unknown twin ${twin}`] : [])),
  ];
}

/** Each action must be at hand somewhere, and by a key that every terminal knows, or by its twin. */
function unreachable(table: KeyTable): string[] {
  const open = table.chains.flatMap(chain => reachable(table, chain));
  const safe = new Set(open.filter(({ keys }) => keys.some(isLegacySafe)).map(({ run }) => run));
  const any = new Set(open.map(({ run }) => run));
  return table.bindings.flatMap(({ run, twin }) => {
    if (!any.has(run)) return [`${run} cannot be reached`];
    return safe.has(run) || (twin !== undefined && safe.has(twin)) ? [] : [`${run} has no key for legacy terminals`];
  });
}
