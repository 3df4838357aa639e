import type { Declaration } from '../catalogue/document.ts';
import { Bug } from '../errors.ts';
import type { Choices, Comparison, Item, Piece, PieceList } from './compare.ts';
import { arranged } from './pair-rows.ts';
import type { Row } from './path.ts';

/** The declaration that the choices make. All of one side give the version of that side itself. */
export function merged({ whole }: Comparison, choices: Choices): Declaration {
  return put(whole, choices) as Declaration;
}

function put(piece: Piece, choices: Choices): unknown {
  const { from, to, mine, theirs, fields, list, optional } = piece;
  if (choices.slice(from, to).every(side => side === 'mine')) return mine;
  if (choices.slice(from, to).every(side => side === 'theirs')) return theirs;
  if (list) {
    const rows = putRows(list, (mine ?? []) as readonly Row[], (theirs ?? []) as readonly Row[], choices);
    return optional && rows.length === 0 ? undefined : rows;
  }
  if (!fields) throw new Bug(`no choice for difference ${from}`);
  const row: Record<string, unknown> = { ...(mine as Row | undefined) };
  for (const { name, piece: inside } of fields) {
    const value = put(inside, choices);
    if (value === undefined) delete row[name];
    else row[name] = value;
  }
  return optional && Object.keys(row).length === 0 ? undefined : row;
}

function putRows(
  { items, order }: PieceList,
  mine: readonly Row[],
  theirs: readonly Row[],
  choices: Choices,
): readonly unknown[] {
  const first = order === undefined ? 'mine' : choices[order];
  if (first === undefined) throw new Bug(`no choice for difference ${order}`);
  const stays = ({ stays: at, mine: own }: Item): boolean => {
    if (at === undefined) return true;
    if (choices[at] === undefined) throw new Bug(`no choice for difference ${at}`);
    return choices[at] === (own === undefined ? 'theirs' : 'mine');
  };
  return arranged(items, first, stays).map(({ mine: own, theirs: its, piece }) => {
    if (piece) return put(piece, choices);
    return own === undefined ? theirs[its ?? 0] : mine[own];
  });
}
