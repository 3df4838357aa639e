import { ARTICLE } from '../catalogue/articles.ts';
import { type FieldId, fieldOf } from '../catalogue/catalogue.ts';

/** A column of the goods master: one of the article itself, or a field of the goods line. */
export interface ArticleColumn {
  readonly id: string;
  readonly title: string;
  /** Other headings that people use for it. */
  readonly headings: readonly string[];
  readonly width: number;
  readonly field?: FieldId;
  /** Only told: it follows from the declarations, or from who does the import. */
  readonly told?: true;
}

const ofField = (field: FieldId, width: number, headings: readonly string[] = []): ArticleColumn => ({
  ...{ id: field, title: fieldOf(field).label, width, field, headings },
});

// biome-ignore format: table
export const ARTICLE_COLUMNS: readonly ArticleColumn[] = [
  { id: 'number',      title: '料号',         headings: ['货号', '物料号', '物料编码', '商品料号', '自编号'],  width: 16 },
  ofField(ARTICLE.name, 30, ['品名', '商品名称', '中文品名', '名称']),
  ofField(ARTICLE.code, 14, ['商品编码', '税号', '海关编码', 'HS']),
  ...ARTICLE.values.map(field => ofField(field, 16)),
  { id: 'direction',   title: '单证类型',     headings: ['种类', '进出口', '类型'],                            width: 10 },
  { id: 'party',       title: '收发货人',     headings: ['收发货人中文', '收货人', '发货人', '客户', '企业'],  width: 30 },
  { id: 'note',        title: '备注',         headings: ['说明'],                                              width: 20 },
  { id: 'state',       title: '状态',         headings: [],                                                    width: 10 },
  { id: 'confirmedBy', title: '确认人',       headings: [],                                                    width: 10, told: true },
  { id: 'confirmedAt', title: '确认时间',     headings: [],                                                    width: 20 },
  { id: 'price',       title: '最近单价',     headings: [],                                                    width: 12, told: true },
  { id: 'currency',    title: '最近币种',     headings: [],                                                    width: 10, told: true },
  { id: 'permits',    title: '最近产品资质', headings: [],                                                    width: 14, told: true },
  { id: 'entryNo',     title: '最近录入序号', headings: [],                                                    width: 20, told: true },
  { id: 'last',        title: '最近申报时间', headings: [],                                                    width: 20, told: true },
  { id: 'count',       title: '申报次数',     headings: [],                                                    width: 10, told: true },
];

/** Without these a row is no article. */
export const ARTICLE_REQUIRED: readonly string[] = [ARTICLE.name, ARTICLE.code];
