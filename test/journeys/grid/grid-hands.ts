import { gridOf, gridRow } from '../../../screens/pages/entry/grid/place.ts';
import { stopsFor } from '../../../screens/pages/entry/state.ts';
import type { FieldId } from '../../../src/catalogue/catalogue.ts';
import type { Declaration, Goods } from '../../../src/catalogue/document.ts';
import type { Status } from '../../../src/declaration/life-cycle.ts';
import { adoptDocument, keepDraft } from '../../../src/jobs/keep-declarations.ts';
import { entryOf, focusOf } from '../eyes.ts';
import { openStored } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import type { Stage } from '../stage.ts';

/** Goods lines as they stand in the declaration. */
export const goodsIn = (program: TestProgram): readonly Goods[] => entryOf(program).drafts.document.goods;

/** The line and the field that have the focus in a grid. */
export function cellOf(program: TestProgram): string {
  const page = entryOf(program);
  const list = gridOf(page);
  if (!list) throw new Error('no grid');
  return `${gridRow(page, list)} ${focusOf(program)}`;
}

/** The numbers of the marked goods lines, from 0. */
export const marksIn = (program: TestProgram): readonly number[] => entryOf(program).lists.goods.marked;

type Options = Parameters<Stage['start']>[0];

/** The program with a stored declaration in front, a draft unless told. */
export async function openedOn(
  stage: Stage,
  document: Partial<Declaration>,
  options: Options & { readonly status?: Status } = {},
): Promise<TestProgram> {
  const { status, ...more } = options;
  const program = await stage.start(more);
  const whole: Declaration = { direction: 'in', containers: [], goods: [], ...document };
  const { entryNo } = await keepDraft(program.office, await adoptDocument(program.office, whole));
  if (status) await program.office.store.update(entryNo, found => ({ ...found, status }));
  await openStored(program, entryNo);
  return program;
}

/** The same with its goods as a grid, and the focus on the first line. */
export async function gridOn(...how: Parameters<typeof openedOn>): Promise<TestProgram> {
  const program = await openedOn(...how);
  await program.press('entry.grid');
  return program;
}

/** Leads the focus to a column of the line by the arrows. */
export async function toColumn(program: TestProgram, field: FieldId): Promise<void> {
  await program.press('cell.first');
  for (let count = 0; count < stopsFor(entryOf(program)).length && focusOf(program) !== field; count += 1)
    await program.press('cell.right');
  if (focusOf(program) !== field) throw new Error(`no column ${field}`);
}
