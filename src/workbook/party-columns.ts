/** A column of the list of parties (manual 3.3.6). */
interface PartyColumn {
  readonly title: string;
  /** Other headings that people use for it. */
  readonly headings: readonly string[];
  /** Characters. */
  readonly max: number;
  readonly required?: true;
}

// biome-ignore format: table
export const PARTY_COLUMNS = {
  code:    { title: '收发货人代码',     headings: ['代码', '收货人代码', '发货人代码', '企业代码', '编码'],                   max: 20,  required: true },
  name:    { title: '收发货人中文',     headings: ['收发货人中文名', '收货人中文', '发货人中文', '中文名称', '中文名', '名称'], max: 100, required: true },
  nameEn:  { title: '收发货人英文',     headings: ['收发货人英文名', '收货人英文', '发货人英文', '英文名称', '英文名'],       max: 100 },
  address: { title: '收发货人地址',     headings: ['收货人地址', '发货人地址', '地址'],                                       max: 100 },
  contact: { title: '收发货人联系方式', headings: ['联系方式', '联系电话', '电话'],                                           max: 100 },
} as const satisfies Record<string, PartyColumn>;

export type PartyColumnId = keyof typeof PARTY_COLUMNS;
export const PARTY_COLUMN_IDS = Object.keys(PARTY_COLUMNS) as readonly PartyColumnId[];

/** A consignee or consignor as one row; what is not known is ''. */
export type PartyRow = Readonly<Record<PartyColumnId, string>>;

/** What is wrong with one value of a party, by the words of the catalogue. */
export function partyFault(
  id: PartyColumnId,
  value: string,
): { readonly code: string; readonly params?: Readonly<Record<string, number>> } | undefined {
  const { max, required }: PartyColumn = PARTY_COLUMNS[id];
  const { length } = [...value];
  if (required && value === '') return { code: 'required' };
  return length > max ? { code: 'text.too-long', params: { length, max } } : undefined;
}
