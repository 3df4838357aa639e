import type { Field, FieldId } from '../../src/catalogue/catalogue.ts';
import type { Dialect } from '../../src/catalogue/dialect.ts';
import { containerNumberFault } from '../../src/catalogue/forms.ts';
import type { ConditionName, Popup } from '../../src/catalogue/row.ts';
import { EXCLUSIVE_ATTRIBUTES } from '../../src/catalogue/rules/attributes.ts';
import type { TableName } from '../../src/codes/tables.ts';
import type { ListColumn } from './entry.ts';

/** What is ticked in a popup, one line a code of a table, and how the value holds it. */
export type Ticks =
  /** One digit a line, 0 or 1; a line stands at the place that its row names, else at the number that is its code. */
  | { readonly of: 'flags'; readonly table: TableName }
  /** The codes themselves; of each group only one, by the dialect in force. */
  | { readonly of: 'codes'; readonly exclusive: Readonly<Record<Dialect, readonly (readonly string[])[]>> }
  /** Rows, the code in this field. */
  | { readonly of: 'rows'; readonly code: FieldId };

/** A popup of manual 3.4.4: from the top what is ticked, the fields, the list. */
export interface PopupSpec {
  readonly title: string;
  /** The field whose value it shows and changes. */
  readonly value: FieldId;
  readonly ticks?: Ticks;
  readonly fields: readonly FieldId[];
  /**
   * `row`: a row that is filled in and then added to the value. `items`: the same for a value that is a list of texts.
   * `live`: fields of the page or of the group itself, or of the row that is ticked.
   */
  readonly form: 'row' | 'items' | 'live';
  readonly list?: readonly ListColumn[];
  /** The fields that show what stands in the row that the popup was opened from. */
  readonly above?: Readonly<Partial<Record<FieldId, FieldId>>>;
  /** A popup inside that a row needs before it can be added. */
  readonly needs?: { readonly field: FieldId; readonly when: ConditionName };
  /** The first row is something special. */
  readonly first?: string;
  /** The list has the rows of all goods lines; this field of a row tells whose it is. */
  readonly across?: FieldId;
  /** Of rows that are ticked mostly this field is typed: Enter leads through it from row to row. */
  readonly along?: FieldId;
  /** Counts the rows; pasted rows without it are counted on. */
  readonly counted?: FieldId;
  /** What is worth a look in one item of a list of texts, by the word of a fault. */
  readonly judge?: (item: string) => string | undefined;
  /** Rows are files: the fields that hold name and contents (base64). */
  readonly attached?: { readonly name: FieldId; readonly content: FieldId };
  /** Items come from a workbook, too. */
  readonly workbook?: true;
}

// biome-ignore format: table
export const POPUPS: Readonly<Record<Popup, PopupSpec>> = {
  P1: {
    title: '企业资质', value: 'enterpriseQualifications', form: 'row',
    fields: ['enterpriseQualifications.type', 'enterpriseQualifications.typeName', 'enterpriseQualifications.number',
      'enterpriseQualifications.enterprise', 'enterpriseQualifications.organisationCode'],
    list: [
      { id: 'enterpriseQualifications.type',       columns: 6, part: 'code', label: '代码' },
      { id: 'enterpriseQualifications.typeName',   columns: 14, grows: true },
      { id: 'enterpriseQualifications.number',     columns: 16 },
      { id: 'enterpriseQualifications.enterprise', columns: 16 },
      { id: 'enterpriseQualifications.organisationCode', columns: 12 },
    ],
  },
  P2: { title: '特种业务标识', value: 'specialBusiness', form: 'live', fields: [], ticks: { of: 'flags', table: 'special-business' } },
  P3: { title: '特殊通关模式', value: 'specialClearance', form: 'live', fields: [], ticks: { of: 'flags', table: 'special-clearance' } },
  P4: {
    title: '标记及号码', value: 'markFiles', form: 'live', fields: ['marks'],
    attached: { name: 'markFiles.name', content: 'markFiles.content' },
    list: [
      { id: 'markFiles.name',                      columns: 20, grows: true },
      { id: 'markFiles.content',                   columns: 10, right: true, label: '大小' },
    ],
  },
  P5: {
    title: '使用人', value: 'users', form: 'row',
    fields: ['users.code', 'users.name', 'users.contact', 'users.phone'],
    list: [
      { id: 'users.code',                          columns: 12 },
      { id: 'users.name',                          columns: 16, grows: true },
      { id: 'users.contact',                       columns: 10 },
      { id: 'users.phone',                         columns: 14 },
    ],
  },
  P6: { title: '特殊要求', value: 'specialRequirements', form: 'live', fields: ['specialRequirements'] },
  P7: {
    title: '所需单据', value: 'certificatesAsked', form: 'live', ticks: { of: 'rows', code: 'certificatesAsked.code' },
    fields: ['certificatesAsked.originals', 'certificatesAsked.copies'],
  },
  P8: {
    title: '随附单据', value: 'attachedDocuments', form: 'row', ticks: { of: 'rows', code: 'attachedDocuments.type' },
    along: 'attachedDocuments.number',
    fields: ['attachedDocuments.type', 'attachedDocuments.name', 'attachedDocuments.number', 'attachedDocuments.writeOffGoodsNo',
      'attachedDocuments.writeOffQuantity', 'attachedDocuments.detailLeft', 'attachedDocuments.left'],
    list: [
      { id: 'attachedDocuments.type',              columns: 6, part: 'code', label: '代码' },
      { id: 'attachedDocuments.name',              columns: 14, grows: true },
      { id: 'attachedDocuments.number',            columns: 16 },
      { id: 'attachedDocuments.writeOffGoodsNo',   columns: 8, right: true, label: '核销序号' },
      { id: 'attachedDocuments.writeOffQuantity',  columns: 10, right: true },
    ],
  },
  P9: {
    title: '集装箱号码', value: 'containers.numbers', form: 'items', fields: ['containers.numbers'], workbook: true, judge: containerNumberFault,
    list: [{ id: 'containers.numbers',             columns: 14, grows: true }],
  },
  P10: { title: '货物属性', value: 'goods.attributes', form: 'live', fields: [], ticks: { of: 'codes', exclusive: EXCLUSIVE_ATTRIBUTES } },
  P11: {
    title: '包装数量', value: 'goods.packages', form: 'row', first: '【主】',
    fields: ['goods.packages.type', 'goods.packages.shortName', 'goods.packages.quantity', 'goods.packages.factory',
      'goods.packages.material', 'goods.packages.length', 'goods.packages.width', 'goods.packages.height'],
    list: [
      { id: 'goods.packages.type',                 columns: 18, grows: true },
      { id: 'goods.packages.quantity',             columns: 9, right: true },
      { id: 'goods.packages.shortName',            columns: 10 },
      { id: 'goods.packages.factory',              columns: 12 },
      { id: 'goods.packages.material',             columns: 10 },
    ],
  },
  P12: {
    title: '产品资质', value: 'goods.licences', form: 'row', needs: { field: 'goods.licences.vins', when: 'vehicleLicence' },
    fields: ['goods.licences.type', 'goods.licences.typeName', 'goods.licences.number', 'goods.licences.validFrom', 'goods.licences.validUntil',
      'goods.licences.writeOffGoodsNo', 'goods.licences.writeOffQuantity', 'goods.licences.detailLeft', 'goods.licences.left', 'goods.licences.vins'],
    list: [
      { id: 'goods.licences.type',                 columns: 6, part: 'code', label: '代码' },
      { id: 'goods.licences.typeName',             columns: 12, grows: true },
      { id: 'goods.licences.number',               columns: 14 },
      { id: 'goods.licences.validUntil',           columns: 10 },
      { id: 'goods.licences.writeOffQuantity',     columns: 8, right: true },
      { id: 'goods.licences.vins',                 columns: 6, label: 'VIN码' },
    ],
  },
  P13: {
    title: 'VIN码', value: 'goods.licences.vins', form: 'row', counted: 'goods.licences.vins.vinNo',
    above: { 'goods.licences.vins.licenceType': 'goods.licences.type', 'goods.licences.vins.licenceNo': 'goods.licences.number' },
    fields: ['goods.licences.vins.licenceType', 'goods.licences.vins.licenceNo', 'goods.licences.vins.vinNo', 'goods.licences.vins.vin',
      'goods.licences.vins.billDate', 'goods.licences.vins.quality', 'goods.licences.vins.motorNo', 'goods.licences.vins.chassisNo',
      'goods.licences.vins.invoiceQuantity', 'goods.licences.vins.unitPrice', 'goods.licences.vins.name', 'goods.licences.vins.nameEn',
      'goods.licences.vins.modelEn'],
    list: [
      { id: 'goods.licences.vins.vinNo',           columns: 8 },
      { id: 'goods.licences.vins.vin',             columns: 17, label: 'VIN' },
      { id: 'goods.licences.vins.motorNo',         columns: 12, grows: true, label: '发动机号' },
      { id: 'goods.licences.vins.name',            columns: 12 },
    ],
  },
  P14: {
    title: '箱货对应关系', value: 'goods.containers', form: 'row', across: 'goods.containers.goodsNo',
    fields: ['goods.containers.goodsNo', 'goods.containers.hsCode', 'goods.containers.name', 'goods.containers.spec', 'goods.containers.container',
      'goods.containers.transportType', 'goods.containers.quantity', 'goods.containers.quantityUnit', 'goods.containers.weight',
      'goods.containers.weightUnit', 'goods.containers.standard', 'goods.containers.standardUnit'],
    list: [
      { id: 'goods.containers.goodsNo',            columns: 4, right: true, label: '货物' },
      { id: 'goods.containers.hsCode',             columns: 10 },
      { id: 'goods.containers.container',          columns: 12 },
      { id: 'goods.containers.spec',               columns: 10, part: 'name', grows: true },
      { id: 'goods.containers.quantity',           columns: 9, right: true },
      { id: 'goods.containers.quantityUnit',       columns: 6, part: 'name', label: '单位' },
      { id: 'goods.containers.weight',             columns: 9, right: true },
      { id: 'goods.containers.weightUnit',         columns: 6, part: 'name', label: '单位' },
    ],
  },
  P15: { title: '备用信息', value: 'goods.spare', form: 'live', fields: ['goods.spare.one', 'goods.spare.two'] },
  P16: {
    title: '危险货物信息', value: 'goods.danger', form: 'live',
    fields: ['goods.danger.unNo', 'goods.danger.name', 'goods.danger.packClass', 'goods.danger.packSpec'],
  },
  P18: {
    title: '监管证件', value: 'supervisionDocuments', form: 'row',
    fields: ['supervisionDocuments.type', 'supervisionDocuments.number'],
    list: [
      { id: 'supervisionDocuments.type',           columns: 24, grows: true },
      { id: 'supervisionDocuments.number',         columns: 32 },
    ],
  },
  P19: { title: '控制总数', value: 'control', form: 'live', fields: ['control.value', 'control.grossWeight', 'control.packages'] },
  P17: { title: '货物总信息', value: 'goods.totalValue', form: 'live', fields: [] },
};

/** What is ticked in the popup of a field, where the field is its value. */
export function ticksOf({ id, extras: { popup } }: Field): Ticks | undefined {
  const spec = popup && POPUPS[popup];
  return spec?.value === id ? spec.ticks : undefined;
}
