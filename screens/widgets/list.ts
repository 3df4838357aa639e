import { KEYS } from '../../src/keys/table.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { areaOf } from '../contract/area.ts';
import type { Action, ActionContext, Actions, Change } from '../contract/change.ts';
import { LIST_MOVES, type ListMove, movedIn } from './list-moves.ts';

/** A list on a page or in a dialog: how many rows it has, and which one is selected. */
export interface List<S> {
  count(state: S, context: ActionContext): number;
  /** The rows in view, which are what a page key goes by; without it all are. */
  rows?(state: S, area: Size, context: ActionContext): number;
  /** Where a page key leads in a list that has other lines between its rows. */
  page?(state: S, way: -1 | 1, area: Size): number;
  across?(state: S, area: Size, context: ActionContext): number;
  readonly round?: true;
  readonly out?: true;
  at(state: S, context: ActionContext): number;
  select(state: S, index: number, context: ActionContext): Change<S>;
}

/** A list whose selected row is the `index` of the state. */
export function indexed<S extends { readonly index: number }>(list: Omit<List<S>, 'at' | 'select'>): List<S> {
  return { ...list, at: ({ index }) => index, select: (state, index) => ({ state: { ...state, index } }) };
}

/** Selects the row that a move leads to. */
export const moving =
  <S>(list: List<S>, move: ListMove): Action<S> =>
  (state, context) => {
    const area = areaOf(context.ui);
    const count = list.count(state, context);
    const shape = {
      count,
      rows: () => list.rows?.(state, area, context) ?? count,
      across: list.across?.(state, area, context) ?? 1,
      round: list.round === true,
      out: list.out === true,
    };
    const paged = move === 'page-up' || move === 'page-down' ? list.page : undefined;
    const to = paged?.(state, move === 'page-up' ? -1 : 1, area) ?? movedIn(move, list.at(state, context), shape);
    return list.select(state, to, context);
  };

const BOUND: ReadonlySet<string> = new Set(KEYS.bindings.map(({ run }) => run));

/** The actions `<name>.up`, `<name>.page-down` and so on of a list: those of the moves that the key table has keys for. */
export function listActions<S>(name: string, list: List<S>, moves: readonly ListMove[] = LIST_MOVES): Actions<S> {
  return Object.fromEntries(
    moves.flatMap(move => (BOUND.has(`${name}.${move}`) ? [[`${name}.${move}`, moving(list, move)]] : [])),
  );
}
