import type { Office } from '../jobs/office.ts';
import {
  type ReplacedCode,
  replaceTouched,
  type TouchedCode,
  touchedCodes,
  touchedText,
} from '../jobs/touched-codes.ts';
import { cleanLine } from '../text.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { tableOf } from './report.ts';

/** Names of each kind that are shown of one code. */
const SHOWN = 3;
/** Codes that are named behind an import. */
const CODES = 5;

/** What somebody who has changed a table should know of what used it; nothing where nothing did. */
export function touchedHint(touched: readonly TouchedCode[]): readonly string[] {
  if (touched.length === 0) return [];
  return [
    touchedText(touched),
    ...touched.slice(0, CODES).flatMap(codeLines),
    ...(touched.length > CODES ? [`  ……还有 ${touched.length - CODES} 个`] : []),
    `  → codes touched ${touched[0]?.table ?? ''} 列出全部；codes touched 表名 旧=新 替换`,
  ];
}

const few = (names: readonly string[]): string =>
  `${names.slice(0, SHOWN).join('、')}${names.length > SHOWN ? ` 等 ${names.length} 个` : ''}`;

function codeLines({ table, code, articles, templates, declarations, left }: TouchedCode): readonly string[] {
  const kinds = [
    ['商品', articles],
    ['模板', templates],
    ['单证', declarations],
    ['不会改的单证', left],
  ] as const;
  const where = kinds.flatMap(([word, names]) => (names.length > 0 ? [`${word} ${few(names)}`] : []));
  return [cleanLine(`  ${table} ${code}：${where.join('；')}`).replace(/^/u, '  ')];
}

/** Lists the codes that are gone and still stand somewhere, or puts another one in the place of one. */
export async function touchedOnes(
  { report }: Context,
  office: Office,
  table: string,
  pairs: readonly string[],
): Promise<void> {
  if (pairs.length === 0) {
    const touched = await touchedCodes(office, table || undefined);
    report.result(touched, () =>
      touched.length === 0
        ? []
        : tableOf(
            ['表名', '代码', '商品', '模板', '单证', '不会改的单证'],
            touched.map(each => [
              each.table,
              each.code,
              few(each.articles),
              few(each.templates),
              few(each.declarations),
              few(each.left),
            ]),
          ),
    );
    report.note(touched.length === 0 ? '没有失效而还在用的代码' : touchedText(touched));
    return;
  }
  const replaced: ReplacedCode[] = [];
  for (const pair of pairs) {
    const [, from, to] = /^([^=]+)=(.+)$/u.exec(pair) ?? [];
    if (from === undefined || to === undefined)
      throw usage(`“${cleanLine(pair)}”应为 旧代码=新代码`, '如 codes touched units 163=120');
    replaced.push(await replaceTouched(office, table, from, to));
  }
  report.result(replaced, () =>
    replaced.flatMap(({ from, to, articles, templates, declarations, left }) => [
      `${table} ${from} → ${to}：商品 ${articles.length}，模板 ${templates.length}，单证 ${declarations.length}`,
      ...(left.length > 0 ? [`  没有改（打开着，或发送过）：${left.join('、')}`] : []),
    ]),
  );
}
