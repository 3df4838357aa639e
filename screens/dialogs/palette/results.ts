import { search } from '../../../src/codes/search.ts';
import { isTableName, TABLES } from '../../../src/codes/tables.ts';
import { STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import { codeLines, type FoundCode } from '../../../src/jobs/find-codes.ts';
import { searchCommands } from '../../../src/keys/views.ts';
import type { ActionContext } from '../../contract/change.ts';
import type { Find, FindGroup } from '../../contract/find.ts';
import type { World } from '../../contract/world.ts';
import { openReading } from '../reading.ts';
import { askedIn, GROUPS, type PaletteDialog, type Pool } from './state.ts';

/** Shown of each group while all are asked for, and of the groups of a prefix; of more than that nobody is told how many. */
const FEW = 4;
export const MANY = 60;
const RECENT = 5;

/** A line of the list: what stands before it says its sort where a group begins, and how many there are below. */
export interface Result {
  readonly find: Find;
  readonly head: string;
}

const known = new WeakMap<PaletteDialog, readonly Result[]>();

/** What the words find, in groups, best first in each; asked for several times a key. */
export function resultsOf(dialog: PaletteDialog, context: ActionContext): readonly Result[] {
  const held = known.get(dialog);
  if (held) return held;
  const results = findsOf(dialog, context);
  known.set(dialog, results);
  return results;
}

function findsOf(dialog: PaletteDialog, context: ActionContext): readonly Result[] {
  const { groups, narrowed, text } = askedIn(dialog);
  if (!narrowed && text === '') return suggested(dialog, context.world);
  const atOnce = [...foundIn(dialog.here, text), ...(dialog.own ? foundIn(dialog.own, text) : [])];
  return groups.flatMap(group => {
    const all = inGroup(group, dialog, text, atOnce, context);
    return headed(all, narrowed ? (text === '' ? all.length : MANY) : FEW);
  });
}

/** Before anything is typed: what was used last, then every function. */
function suggested(dialog: PaletteDialog, world: World): readonly Result[] {
  const used = dialog.recent.flatMap(id => foundBefore(id, dialog, world) ?? []).slice(0, RECENT);
  const functions = dialog.here.finds.filter(find => find.group === 'function' && !used.includes(find));
  return [
    ...used.map((find, at) => ({ find, head: at === 0 ? '最近' : '' })),
    ...functions.map((find, at) => ({ find, head: at === 0 ? GROUPS.function : '' })),
  ];
}

function foundBefore(id: string, { here, own }: PaletteDialog, world: World): Find | undefined {
  const held = [...here.finds, ...(own?.finds ?? [])].find(find => find.id === id);
  if (held) return held;
  const [group, first = '', second = ''] = id.split(' ');
  if (group === 'declaration') {
    const row = world.rows().at(world.rows().indexOf(first));
    return row && declarationFind(row);
  }
  const code = group === 'code' && isTableName(first) ? world.codes.table(first).get(second) : undefined;
  return code && isTableName(first) ? codeFind({ table: first, row: code }) : undefined;
}

function foundIn({ finds, index, of }: Pool, text: string): readonly Find[] {
  if (text === '') return finds;
  return search(index, text, { limit: finds.length }).flatMap(row => of.get(row) ?? []);
}

function inGroup(
  group: FindGroup,
  dialog: PaletteDialog,
  text: string,
  atOnce: readonly Find[],
  context: ActionContext,
): readonly Find[] {
  const found = atOnce.filter(find => find.group === group);
  switch (group) {
    case 'function':
      return functionsFound(dialog, text, found);
    case 'own-code':
      return codesToFill(dialog, text, context);
    case 'declaration':
      return dialog.later.declarations;
    case 'code':
      return dialog.later.codes;
    default:
      return found;
  }
}

/** Functions also by their key, which comes before all else that is found. */
function functionsFound({ commands, here }: PaletteDialog, text: string, spelled: readonly Find[]): readonly Find[] {
  if (text === '') return spelled;
  const byRun = new Map(here.finds.map(find => [find.lead.thenRun, find]));
  const named = searchCommands(commands, text).flatMap(({ run }) => byRun.get(run) ?? []);
  return [...new Set([...named, ...spelled])];
}

function codesToFill({ taker }: PaletteDialog, text: string, context: ActionContext): readonly Find[] {
  if (!taker) return [];
  return taker.rows(text, context).map((row, at) => ({
    id: `fill ${at} ${row.code}`,
    group: 'own-code',
    name: `${row.code} ${row.name}`,
    aside: taker.label,
    lead: taker.lead(row),
  }));
}

/** So many of a group. The second line tells how many there are when that is not all. */
function headed(finds: readonly Find[], limit: number): readonly Result[] {
  const shown = finds.slice(0, limit);
  const count = finds.length > MANY ? `${MANY} 以上` : `共 ${finds.length}`;
  const more = finds.length > shown.length ? count : '';
  return shown.map((find, at) => {
    const sort = find.sort ?? GROUPS[find.group];
    const before = shown[at - 1];
    const begins = !before || (before.sort ?? GROUPS[before.group]) !== sort;
    return { find, head: begins ? sort : at === 1 ? more : '' };
  });
}

/** A declaration; `column` is where the words were found. */
export function declarationFind(row: Summary, column: keyof Summary = 'goods'): Find {
  const told = column === 'entryNo' || column === 'party' ? row.goods : String(row[column]);
  return {
    id: `declaration ${row.entryNo}`,
    group: 'declaration',
    name: `${row.entryNo} ${STATUS_MARKS[row.status].mark} ${row.party}`,
    aside: told,
    lead: { go: { to: 'entry', entryNo: row.entryNo } },
  };
}

export function codeFind(found: FoundCode): Find {
  const { title } = TABLES[found.table];
  const { code, name } = found.row;
  return {
    id: `code ${found.table} ${code}`,
    group: 'code',
    name: `${code} ${name}`,
    aside: title,
    lead: { open: openReading(`${title} ${code}`, codeLines(found)) },
  };
}
