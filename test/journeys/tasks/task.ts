import type { CodeBook } from '../../../src/catalogue/code-book.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { entryOf } from '../eyes.ts';
import type { TestProgram } from '../program.ts';
import type { Hand } from './hand.ts';

/** A piece of a broker's day, from the home page on. */
export interface Task {
  readonly name: string;
  /** The bureau's tables, where they are others than ours. */
  readonly book?: (ours: CodeBook) => CodeBook;
  /** What the office holds before. */
  readonly prepare?: (office: Office) => Promise<void>;
  /** The ways in which it can be done, by name, to the last key. */
  readonly ways: Readonly<Record<string, (program: TestProgram) => Promise<Hand>>>;
}

export interface Cost {
  /** Keys from the home page to the end. */
  readonly keys: number;
  /** Those of them that the values took: no way can do with less. */
  readonly typed: number;
  /** Values in the declaration at the end. */
  readonly fields: number;
}

/** Does a task on a program that shows its home page, after `prepare`. */
export async function play(task: Task, way: string, program: TestProgram): Promise<Cost> {
  const run = task.ways[way];
  if (!run) throw new Error(`${task.name} has no way ${way}`);
  program.keys();
  const hand = await run(program);
  return { keys: program.keys(), typed: hand.typed(), fields: valuesIn(entryOf(program).drafts.document) };
}

function valuesIn({ direction: _, ...document }: Declaration): number {
  const count = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Object.values(value).reduce<number>((sum, each) => sum + count(each), 0)
      : value === undefined || value === ''
        ? 0
        : 1;
  return count(document);
}
