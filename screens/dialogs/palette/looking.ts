import type { TableName } from '../../../src/codes/tables.ts';
import { bestCodes, codesIn, findableTables } from '../../../src/jobs/find-codes.ts';
import {
  advanceDeclarationScan,
  beginDeclarationScan,
  bestDeclarations,
  type DeclarationScan,
  isScanned,
} from '../../../src/jobs/find-declarations.ts';
import type { ActionContext, Change, Effect } from '../../contract/change.ts';
import { replyToDialog } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { codeFind, declarationFind, MANY, resultsOf } from './results.ts';
import { askedIn, type Looking, NOTHING_LATER, type PaletteDialog, type Pool } from './state.ts';

/** Declarations, or rows of code tables, that are looked through between two keys: a few milliseconds' work. */
const STEP = 1000;
/** The large code tables take some milliseconds each: they are looked through when nobody has typed for so many. */
const PAUSE = 120;

/** Has other words looked for; what an earlier search still brings is dropped. */
export function lookFor(dialog: PaletteDialog): Change<PaletteDialog> {
  const serial = dialog.serial + 1;
  const next = { ...dialog, serial, looking: undefined, later: NOTHING_LATER };
  const { groups, narrowed, text } = askedIn(dialog);
  const wanted = (text !== '' || narrowed) && (groups.includes('declaration') || groups.includes('code'));
  return wanted
    ? { state: { ...next, looking: NOT_BEGUN }, effects: [step(serial, groups.includes('declaration') ? 0 : PAUSE)] }
    : { state: next };
}

const NOT_BEGUN: Looking = { declarations: undefined, tables: [], codes: [] };

/** The next step, when the keys typed meanwhile have had their turn. */
const step = (serial: number, pause = 0): Effect => ({
  async run({ office }) {
    await office.wait(pause);
    return replyToDialog<PaletteDialog>('palette', (now, context) =>
      now.looking && now.serial === serial ? advanced(now, now.looking, context) : {},
    );
  },
});

function advanced(dialog: PaletteDialog, looking: Looking, context: ActionContext): Change<PaletteDialog> {
  const { world } = context;
  if (looking === NOT_BEGUN)
    return { state: { ...dialog, looking: begun(dialog, world) }, effects: [step(dialog.serial)] };
  const { declarations } = looking;
  const next =
    declarations && !isScanned(declarations)
      ? withDeclarations(dialog, looking, advanceDeclarationScan(declarations, STEP))
      : withCodes(dialog, looking, world);
  const state = followed(dialog, next, context);
  if (!state.looking) return { state };
  const toCodes = declarations !== undefined && state.looking.declarations === undefined;
  return { state, effects: [step(dialog.serial, toCodes ? PAUSE : 0)] };
}

function begun(dialog: PaletteDialog, { rows, codes }: World): Looking {
  const { groups, text } = askedIn(dialog);
  const all = text === '' ? [] : findableTables(codes).filter(name => name !== dialog.taker?.table);
  return {
    declarations: groups.includes('declaration') ? beginDeclarationScan(rows(), text) : undefined,
    tables: groups.includes('code') ? all : [],
    codes: [],
  };
}

function withDeclarations(dialog: PaletteDialog, looking: Looking, scan: DeclarationScan): PaletteDialog {
  const next = { ...dialog, looking: { ...looking, declarations: scan } };
  // Without words the newest ones are as good as any.
  if (!isScanned(scan) && scan.words.length > 0) return next;
  const declarations = bestDeclarations(scan, MANY + 1).flatMap(({ at, column }) => {
    const row = scan.rows.at(at);
    return row ? [declarationFind(row, column)] : [];
  });
  const left = looking.tables.length > 0 ? { ...looking, declarations: undefined } : undefined;
  return { ...dialog, looking: left, later: { ...dialog.later, declarations } };
}

function withCodes(dialog: PaletteDialog, looking: Looking, { codes }: World): PaletteDialog {
  const { text } = askedIn(dialog);
  const now: TableName[] = [];
  for (let rows = 0; rows < STEP && now.length < looking.tables.length; ) {
    const table = looking.tables[now.length] as TableName;
    // What its first search needs is a step of its own, after what was found so far.
    if (!codes.table(table).ready()) {
      if (now.length === 0) return { ...dialog, looking: { ...looking, declarations: undefined } };
      break;
    }
    now.push(table);
    rows += codes.table(table).rows.length;
  }
  const found = [...looking.codes, ...now.flatMap(table => codesIn(codes, table, text, MANY + 1))];
  const tables = looking.tables.slice(now.length);
  if (tables.length > 0) return { ...dialog, looking: { ...looking, declarations: undefined, tables, codes: found } };
  const best = bestCodes(found, text, MANY + 1).map(codeFind);
  return { ...dialog, looking: undefined, later: { ...dialog.later, codes: best } };
}

/** The dialog with the parties and registrations of the office. */
export const ownRead = (dialog: PaletteDialog, own: Pool, context: ActionContext): PaletteDialog =>
  followed(dialog, { ...dialog, own }, context);

/** What comes later leaves the selected row selected. */
function followed(before: PaletteDialog, after: PaletteDialog, context: ActionContext): PaletteDialog {
  const id = resultsOf(before, context)[before.index]?.find.id;
  if (id === undefined) return after;
  const index = resultsOf(after, context).findIndex(({ find }) => find.id === id);
  return index < 0 ? after : { ...after, index };
}
