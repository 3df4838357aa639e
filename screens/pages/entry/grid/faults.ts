import type { ListName } from '../../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../../src/catalogue/document.ts';
import type { Fault } from '../../../../src/catalogue/fault.ts';
import { parsePath } from '../../../../src/declaration/path.ts';
import { dayOf } from '../../../../src/jobs/clock.ts';
import type { World } from '../../../contract/world.ts';
import { checkOf } from '../change.ts';
import { stopOf } from '../focus.ts';
import type { EntryPage } from '../state.ts';

/** A fault in a grid: the line, and the stop of the column. */
export interface PlacedFault {
  readonly fault: Fault;
  readonly line: number;
  readonly stop: number;
}

interface Found {
  readonly world: World;
  readonly day: string;
  readonly faults: readonly Fault[] | undefined;
  readonly placed: readonly PlacedFault[];
  readonly lines: ReadonlyMap<number, readonly PlacedFault[]>;
}

const known = new WeakMap<Declaration, Map<ListName, Found>>();

/** What is wrong in the rows of a list, in their order: a grid tells it from the first key on. Found once for each document. */
function found(page: EntryPage, list: ListName, world: World): Found {
  const { document } = page.drafts;
  const day = dayOf(world.now());
  const ofDocument = known.get(document) ?? new Map<ListName, Found>();
  const held = ofDocument.get(list);
  if (held && held.world === world && held.day === day && held.faults === page.faults) return held;
  const begins = `${list}[`;
  const placed = (page.faults ?? checkOf(page, world)).flatMap((fault): PlacedFault[] => {
    if (!fault.path.startsWith(begins)) return [];
    return [{ fault, line: Number(parsePath(fault.path)?.[1]), stop: stopOf(page, fault.path) }];
  });
  const lines = new Map<number, PlacedFault[]>();
  for (const each of placed) {
    const own = lines.get(each.line);
    if (own) own.push(each);
    else lines.set(each.line, [each]);
  }
  const made = { world, day, faults: page.faults, placed, lines };
  known.set(document, ofDocument.set(list, made));
  return made;
}

export const gridFaults = (page: EntryPage, list: ListName, world: World): readonly PlacedFault[] =>
  found(page, list, world).placed;

const NONE: readonly PlacedFault[] = [];

export const lineFaults = (page: EntryPage, list: ListName, line: number, world: World): readonly PlacedFault[] =>
  found(page, list, world).lines.get(line) ?? NONE;

/** The worst of what is wrong in a cell. */
export function cellFault(
  page: EntryPage,
  list: ListName,
  line: number,
  stop: number,
  world: World,
): Fault | undefined {
  const faults = lineFaults(page, list, line, world).filter(each => each.stop === stop);
  return (faults.find(({ fault }) => fault.level === 'error') ?? faults[0])?.fault;
}
