import type { Form } from '../form.ts';
import { CONTAINERS, fee, foot, goodsTable, head, moreDocuments, notes, party, three } from './parts.ts';
import { across, cell, columns, graded, label, line, tick, value } from './rows.ts';

const LICENCES = 'attachedDocuments.type=101011|101030|101031|101032|101033|101038';

/** 入境货物报检单, form 1-1: its upper half is read in the manual, the rest known from public pages. */
// biome-ignore format: table
export const INBOUND: Form = {
  name: 'inbound',
  title: '入境货物报检单',
  directions: ['in'],
  boxes: [
    ...graded('manual', [
      ...head('入境货物报检单', '报检'),
      ...party(53, '收货人', '{consigneeName}', '{consigneeNameEn}', true),
      line (130.5, 53,    0,  8),
      label(131,   53,   26,  8, '企业性质(划"√")', 9, 'center'),
      line (157.5, 53,    0,  8),
      tick (158.5, 54.5, 11,  5, '合资',            9),
      tick (169.8, 54.5, 11,  5, '合作',            9),
      tick (181.1, 54.5, 11,  5, '外资',            9),
      ...party(69, '发货人', '{consignorName}', '{consignorNameEn}'),
      ...goodsTable('原产国(地区)', '{goods[].originCountry|name}'),
      ...cell( 17.5,  46.5, 109.5, 139, 8.5, '运输工具名称号码', '{@conveyance}'),
    ]),
    ...graded('guess', [
      ...cell(109.5, 137.5, 192.5, 139, 8.5, '合同号',           '{contractNo}'),
    ]),
    ...graded('manual', [
      across(147.5),
      ...three(147.5, ['贸易方式', '贸易国别(地区)', '提单/运单号'],   ['{tradeMode|name}', '{tradeCountry|name}',     '{@bill}']),
      ...three(156,   ['到货日期', '启运国家(地区)', '许可证/审批号'], ['{arrivalDate}',    '{departureCountry|name}', '{@licences}']),
      ...three(164.5, ['卸毕日期', '启运口岸',       '入境口岸'],      ['{dischargeDate}',  '{loadingPort|name}',      '{entryPort|name}']),
    ]),
    ...graded('public', [
      ...three(173, ['索赔有效期至', '经停口岸', '目的地'], ['{claimDeadline}', '{transitPort|name}', '{destination|name}']),
      ...cell(17.5, 54.5, 192.5, 181.5, 13, '集装箱规格、数量\n及号码', '{@containers}', 9, CONTAINERS),
      across(194.5),
      label( 18,   194.5,  36, 18,   '合同订立的特殊条款\n以及其他要求', 9, 'center'),
      ...columns(194.5, 18, 54.5, 116.5, 141.5),
      value( 55.5, 195,    60, 17,   '{specialRequirements}',            9, 'left'),
      label(117,   194.5,  24,  9,   '货物存放地点',                     9, 'center'),
      value(142.5, 194.9,  49,  8.2, '{storagePlace}',                   9, 'left'),
      line (116.5, 203.5,  76,  0),
      label(117,   203.5,  24,  9,   '用途',                             9, 'center'),
      value(142.5, 203.9,  49,  8.2, '{@purposes}',                      9, 'left'),
      across(212.5),
      label( 18,   212.5,  81,  7,   '随附单据(划"√"或补填)',            9, 'center'),
      label(100,   212.5,  42,  7,   '标记及号码',                       9, 'center'),
      across(219.5),
      ...columns(212.5, 43, 99.5, 142.5),
      tick ( 19,   219.9,  38,  4,   '合同',                8.5, 'attachedDocuments.type=101001'),
      tick ( 19,   223.8,  38,  4,   '发票',                8.5, 'attachedDocuments.type=101002'),
      tick ( 19,   227.7,  38,  4,   '提/运单',             8.5, 'attachedDocuments.type=101005'),
      tick ( 19,   231.7,  38,  4,   '兽医卫生证书',        8.5, 'attachedDocuments.type=101006'),
      tick ( 19,   235.6,  38,  4,   '植物检疫证书',        8.5, 'attachedDocuments.type=101007'),
      tick ( 19,   239.5,  38,  4,   '动物检疫证书',        8.5, 'attachedDocuments.type=101008'),
      tick ( 19,   243.4,  38,  4,   '卫生证书',            8.5, 'attachedDocuments.type=101009'),
      tick ( 19,   247.3,  38,  4,   '原产地证',            8.5, 'attachedDocuments.type=101010'),
      tick ( 19,   251.3,  38,  4,   '许可/审批文件',       8.5, LICENCES),
      tick ( 58.5, 219.9,  39,  4,   '到货通知',            8.5, 'attachedDocuments.type=101012'),
      tick ( 58.5, 223.8,  39,  4,   '装箱单',              8.5, 'attachedDocuments.type=101004'),
      tick ( 58.5, 227.7,  39,  4,   '质保书',              8.5, 'attachedDocuments.type=101013'),
      tick ( 58.5, 231.7,  39,  4,   '理货清单',            8.5, 'attachedDocuments.type=101014'),
      tick ( 58.5, 235.6,  39,  4,   '磅码单',              8.5, 'attachedDocuments.type=101015'),
      tick ( 58.5, 239.5,  39,  4,   '验收报告',            8.5, 'attachedDocuments.type=101016'),
      ...moreDocuments(58.5, 243.4, 39, 3.92, 3),
      value(100.5, 220.5,  41, 34,   '{marks}',             9, 'left', { empty: 'N/M', top: true }),
    ]),
    ...graded('memory', [
      label(143,   212.5,  27,  7,   '*外商投资财产(划"√")', 7.6, 'center'),
      tick (171.5, 213.7,   9,  5,   '是',                   9),
      tick (181.5, 213.7,   9,  5,   '否',                   9),
      ...fee(219.5, 9.67),
      ...foot(255.5, 21, '报检人郑重声明:\n1.本人已获授权办理报检。\n2.以上所填内容正确、属实。'),
      ...notes(277.3, '[1-1 (2000.1.1)]'),
    ]),
  ],
};
