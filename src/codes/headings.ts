import { UserError } from '../errors.ts';
import { COLUMNS, type ColumnId, TABLES, type TableName } from './tables.ts';

// biome-ignore format: table
const CODE_HEADINGS = ['code', '代码', '编码', '编号', '序号代码', 'hs', 'hs编码', 'hs代码', 'hscode', 'hsprefix', 'hs前缀', '商品编码', '商品编号', '税号', '税则号列', 'ciq', 'ciq代码', 'ciq编码', 'ciqcode', '检验检疫编码', 'un', 'un编号', 'un编码', 'un号', 'unno', '联合国编号', '关区代码', '口岸代码', '机构代码', '国别代码'];
// biome-ignore format: table
const NAME_HEADINGS = ['name', '名称', '中文名称', '中文名', 'namecn', '商品名称', '货物名称', 'hs名称', 'ciq名称', 'ciqname', '检验检疫名称', '关区名称', '口岸名称', '机构名称', '国别名称', '要素', '申报要素', '要素名称', 'element'];
/** Last resort: the one heading that ends so, such as 币制代码 and 币制名称. */
const CODE_ENDING = /(代码|编码|编号|code)$/;
const NAME_ENDING = /(名称|name)$/;
/** Columns of our own form that are worked out anew. */
const DERIVED = ['initials'];

export interface HeadingPlan {
  readonly code: number;
  readonly name: number;
  readonly columns: ReadonlyMap<ColumnId, number>;
  /** Headings that mean nothing to this table; their cells are not taken. */
  readonly ignored: readonly string[];
}

/** Which column of an imported file holds what. Throws `codes.headings`. */
export function planHeadings(table: TableName, headings: readonly string[]): HeadingPlan {
  const plain = headings.map(heading =>
    heading
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_()[\].:*-]/gu, ''),
  );
  const taken = new Set<number>();

  /** The only column that one of the words fits. */
  function find(what: string, fits: (heading: string) => boolean): number | undefined {
    const places = plain.flatMap((heading, at) => (heading !== '' && !taken.has(at) && fits(heading) ? [at] : []));
    const [place, second] = places;
    if (place !== undefined && second !== undefined) {
      throw fault(`第 ${place + 1} 列“${headings[place]}”与第 ${second + 1} 列“${headings[second]}”都像${what}`);
    }
    if (place !== undefined) taken.add(place);
    return place;
  }

  function fault(what: string): UserError {
    const columns = TABLES[table].columns.map(column => `${column}（${COLUMNS[column].headings[0]}）`);
    return new UserError('codes.headings', `表头（第 1 行）：${what}`, {
      exit: 'faults',
      next: [`“${TABLES[table].title}”表的表头应为：${['code（编码）', 'name（名称）', ...columns].join('、')}`],
    });
  }

  const columns = new Map<ColumnId, number>();
  for (const column of TABLES[table].columns) {
    const { headings: words } = COLUMNS[column];
    const place = find(words[0] ?? column, heading => heading === column.toLowerCase() || words.includes(heading));
    if (place !== undefined) columns.set(column, place);
  }
  const code =
    find('编码', heading => CODE_HEADINGS.includes(heading)) ?? find('编码', heading => CODE_ENDING.test(heading));
  const name =
    find('名称', heading => NAME_HEADINGS.includes(heading)) ?? find('名称', heading => NAME_ENDING.test(heading));
  if (code === undefined) throw fault('没有编码列');
  if (name === undefined) throw fault('没有名称列');
  for (const column of TABLES[table].columns) {
    if (COLUMNS[column].needed && !columns.has(column)) throw fault(`没有“${COLUMNS[column].headings[0]}”列`);
  }
  const ignored = headings.filter((_, at) => plain[at] !== '' && !taken.has(at) && !DERIVED.includes(plain[at] ?? ''));
  return { code, name, columns, ignored };
}
