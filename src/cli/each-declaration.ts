import type { Direction } from '../catalogue/row.ts';
import { declarationsIn } from '../jobs/import-declarations.ts';
import type { Office } from '../jobs/office.ts';
import type { FoundDeclaration, ImportFile } from '../jobs/read-workbooks.ts';
import { type Input, shortName } from './inputs.ts';
import { eachOf, type Outcome } from './outcome.ts';

/** Does the work for each declaration in each input. A file that cannot be read counts as itself, a declaration in it that cannot as that. */
export async function eachDeclaration(
  office: Office,
  inputs: readonly Input[],
  options: {
    readonly direction?: Direction;
    readonly hidden?: boolean;
    readonly mapping?: string;
    readonly onProgress?: (name: string) => ImportFile['onProgress'];
  },
  work: (found: FoundDeclaration, file: ImportFile) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const input of inputs) {
    // One after the other, and what is in a file only when its turn comes: a folder may hold more than fits into memory.
    const [failed] = await eachOf([input], shortName, async () => {
      const file = await fileOf(input, options);
      const inside = await declarationsIn(office, file);
      outcomes.push(
        ...(await eachOf(
          inside,
          ({ name }) => name,
          async ({ read }) => await work(await read(), file),
        )),
      );
      return { input: shortName(input), ok: true, document: {}, lines: [] };
    });
    if (failed && !failed.ok) outcomes.push(failed);
  }
  return outcomes;
}

/** An input as the jobs take it. */
export async function fileOf(
  input: Input,
  { direction, hidden, mapping, onProgress }: Parameters<typeof eachDeclaration>[2],
): Promise<ImportFile> {
  const progress = onProgress?.(shortName(input));
  return {
    name: input.name,
    bytes: await input.read(),
    ...(direction && { direction }),
    ...(hidden && { hidden }),
    ...(mapping !== undefined && { mapping }),
    ...(progress && { onProgress: progress }),
  };
}
