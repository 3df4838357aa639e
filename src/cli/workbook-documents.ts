import type { FoundDeclaration, ImportFault, RowsOf } from '../jobs/read-workbooks.ts';
import type { RowsReview } from '../jobs/review-rows.ts';
import type { ReviewedRow } from '../jobs/reviewed-rows.ts';
import { cleanLine } from '../text.ts';
import { columnTitle } from '../workbook/columns.ts';
import { faultDocuments } from './fault-lines.ts';

/** Lines of a workbook for scripts: where each stands, what became of it, and what is wrong in its cells. */
export function lineDocuments(rows: readonly ReviewedRow[]): readonly unknown[] {
  return rows.map(({ at, taken, why, text, row, faults }) => ({
    sheet: at?.sheet ?? '',
    cell: at?.cell ?? '',
    taken,
    ...(why && { why, text }),
    row,
    faults: faultDocuments(faults),
  }));
}

/** The rows of a whole declaration, and what its workbook has beside them. */
export function declarationLines(
  { document, cellOf, left }: FoundDeclaration,
  faults: readonly ImportFault[],
): readonly unknown[] {
  const lists = ['containers', 'goods'] as const satisfies readonly RowsOf[];
  const rows = lists.flatMap(list =>
    document[list].map((row, index) => {
      const path = `${list}[${index}]`;
      const own = faults.filter(fault => fault.path.startsWith(`${path}.`) || fault.path === path);
      return { list, ...(cellOf({ path }) ?? {}), taken: true, row, faults: faultDocuments(own) };
    }),
  );
  return [...rows, ...left.map(({ sheet, cell, why, text, row }) => ({ sheet, cell, taken: false, why, text, row }))];
}

/** What each column of a workbook was read as, and who says so. */
export function columnDocuments({ columns }: RowsReview): readonly unknown[] {
  return columns.map(({ sheet, cell, label, ids, by, samples }) => ({
    sheet,
    cell,
    label,
    columns: ids,
    by: by ?? 'heading',
    samples,
  }));
}

/** The mapping that was chosen, and the columns that were guessed with what stands in them. */
export function mappingLines({ list, columns, mapping }: RowsReview): readonly string[] {
  const guesses = columns.filter(({ by }) => by === 'guess');
  return [
    ...(mapping === undefined ? [] : [`  = 按栏目对应“${mapping}”读`]),
    ...guesses
      .map(({ cell, label, ids, samples }) =>
        cleanLine(
          `= ${cell} ${label || '（无表头）'} 猜作${ids.map(id => columnTitle(list, id)).join('、')}：${samples.join(' / ')}`,
        ),
      )
      .map(line => `  ${line}`),
    ...(guesses.length > 0 ? ['  = 猜得不对：在录单页面的数据导入里改，按 B 留下对应，再用 --mapping 名称'] : []),
  ];
}
