import { frontPage } from '../../../screens/contract/ui.ts';
import type { ListPage } from '../../../screens/pages/list/state.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { importGood } from '../../jobs/office.ts';
import { rowsOf } from '../eyes.ts';
import { openList } from '../hands.ts';
import type { TestProgram, TestProgramOptions } from '../program.ts';
import type { Stage } from '../stage.ts';

/** A program with so many saved inbound declarations, the newest first, and their list in front. */
export async function listOf(
  stage: Stage,
  count: number,
  more: Partial<Declaration> = {},
  options: TestProgramOptions = {},
) {
  const program = await stage.start(options);
  const entryNos = (await importGood(program.office, count, more)).toReversed();
  await openList(program);
  return { program, entryNos };
}

/** The list in front. */
export const listPage = (program: TestProgram): ListPage => frontPage(program.state()) as ListPage;

/** The lines of the list, without queues, search line, headings and pane. */
export const linesShown = async (program: TestProgram): Promise<string[]> =>
  (await rowsOf(program)).slice(4, 17).filter(line => line.trim() !== '');
