import { FROM_APPLICATION, LEDGER_PAPER } from '../catalogue/carry.ts';
import { fieldOf } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { isMissing } from './check.ts';
import { applyAll, type Edit } from './edit.ts';
import { get, pathTo, type Row } from './path.ts';

/** The customs declaration of the goods of an application, which names its 电子底账 among 随附单证. What only the customs ask is left to be filled. */
export function customsOf(application: Declaration, ledgerNo: string): Declaration {
  const document: Declaration = { ...application, sentAs: 'dec' };
  const [type, number] = [fieldOf(LEDGER_PAPER.type).name, fieldOf(LEDGER_PAPER.number).name];
  const held = get(document, LEDGER_PAPER.list);
  const papers: readonly Row[] = Array.isArray(held) ? held : [];
  const others = papers.filter(paper => paper[type] !== LEDGER_PAPER.code);
  const named = [...others, { [type]: LEDGER_PAPER.code, [number]: ledgerNo }];
  const lines = document.goods.flatMap((_, row) =>
    FROM_APPLICATION.flatMap(({ to, from }): Edit[] => {
      const [path, value] = [pathTo(to, row), get(document, from)];
      return isMissing(value) || !isMissing(get(document, path)) ? [] : [{ op: 'set', path, value }];
    }),
  );
  return applyAll(document, [{ op: 'set', path: LEDGER_PAPER.list, value: named }, ...lines]).document;
}
