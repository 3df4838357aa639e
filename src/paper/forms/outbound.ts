import type { Form } from '../form.ts';
import { CONTAINERS, fee, foot, goodsTable, head, moreDocuments, notes, party, three } from './parts.ts';
import { across, cell, columns, graded, label, line, OVER, optional, tick, value } from './rows.ts';

/** The certificates with a line of their own, in two columns. */
const CERTIFICATES = [
  ['11', '品质证书'],
  ['12', '重量证书'],
  ['13', '数量证书'],
  ['14', '兽医卫生证书'],
  ['15', '健康证书'],
  ['16', '卫生证书'],
  ['17', '动物卫生证书'],
  ['18', '植物检疫证书'],
  ['19', '熏蒸/消毒证书'],
  ['20', '出境货物换证凭单'],
] as const;

/** A certificate with how many originals and copies of it. */
// biome-ignore format: table
const certificate = (x: number, y: number, code: string, name: string) => [
  tick    (x,        y,       36,   4.5, name,                       8.5, `certificatesAsked.code=${code}`),
  optional(x + 36.5, y,        7,   4.5, `{@originals[${code}]}`,    8.5, 'center', OVER),
  line    (x + 36,   y + 4,    8,   0,                               0.25),
  label   (x + 44,   y,        5,   4.5, '正',                       8.5, 'center'),
  optional(x + 48.7, y,        5.3, 4.5, `{@copies[${code}]}`,       8.5, 'center', OVER),
  line    (x + 48.7, y + 4,    5.3, 0,                               0.25),
  label   (x + 54,   y,        5,   4.5, '副',                       8.5, 'center'),
];

/** 出境货物报检单, form 1-2: labels and their order are public. */
// biome-ignore format: table
export const OUTBOUND: Form = {
  name: 'outbound',
  title: '出境货物报检单',
  directions: ['out'],
  boxes: [
    ...graded('manual', head('出境货物报检单', '报检')),
    ...graded('public', [
      ...party(53, '发货人', '{consignorName}', '{consignorNameEn}'),
      ...party(69, '收货人', '{consigneeName}', '{consigneeNameEn}'),
      ...goodsTable('产地', '{goods[].originPlace|name}'),
      ...three(139,   ['运输工具名称号码', '贸易方式',       '货物存放地点'],   ['{@conveyance}',         '{tradeMode|name}',          '{storagePlace}']),
      ...three(147.5, ['合同号',           '信用证号',       '用途'],           ['{contractNo}',          '{@creditNo}',               '{@purposes}']),
      ...three(156,   ['发货日期',         '输往国家(地区)', '许可证/审批号'],  ['{shipmentDate}',        '{destinationCountry|name}', '{@licences}']),
      ...three(164.5, ['启运地',           '到达口岸',       '生产单位注册号'], ['{departurePort|name}',  '{arrivalPort|name}',        '{@manufacturers}']),
      ...cell(17.5, 54.5, 192.5, 173, 13, '集装箱规格、数量\n及号码', '{@containers}', 9, CONTAINERS),
      across(186),
      label( 18,   186,   61,  9,   '合同、信用证订立的检验\n检疫条款或特殊要求', 8.5, 'center'),
      label( 80,   186,   42,  9,   '标记及号码',                                 9,   'center'),
      label(123,   186,   69,  9,   '随附单据(划"√"或补填)',                      9,   'center'),
      across(195),
      ...columns(186, 36.5, 79.5, 122.5),
      value( 18.5, 196,   60, 25.5, '{specialRequirements}', 9,  'left', { top: true }),
      value( 80.5, 196,   41, 25.5, '{marks}',               9,  'left', { empty: 'N/M', top: true }),
      tick (124,   195.5, 30,  4.5, '合同',                  8.5, 'attachedDocuments.type=102001'),
      tick (124,   199.9, 30,  4.5, '信用证',                8.5, 'attachedDocuments.type=102003'),
      tick (124,   204.4, 30,  4.5, '发票',                  8.5, 'attachedDocuments.type=102002'),
      tick (124,   208.8, 30,  4.5, '换证凭单',              8.5, 'attachedDocuments.type=102040'),
      tick (124,   213.3, 30,  4.5, '装箱单',                8.5, 'attachedDocuments.type=102004'),
      tick (124,   217.8, 30,  4.5, '厂检单',                8.5, 'attachedDocuments.type=102041'),
      tick (154.5, 195.5, 37,  4.5, '包装性能结果单',        8.5, 'attachedDocuments.type=102042'),
      tick (154.5, 199.9, 37,  4.5, '许可/审批文件',         8.5, 'attachedDocuments.type=102011'),
      ...moreDocuments(154.5, 204.4, 36.5, 4.45, 4),
      across(222.5),
      label( 17.5, 222.5, 125, 7,   '需要证单名称(划"√"或补填)', 9, 'center'),
      line ( 17.5, 229.5, 125, 0),
      line (142.5, 222.5,   0, 34),
    ]),
    ...graded('memory', [
      ...CERTIFICATES.flatMap(([code, name], at) => certificate(at < 6 ? 19 : 81.5, 229.8 + (at % 6) * 4.4, code, name)),
      ...[0, 1].flatMap(at => {
        const [y, text] = [247.4 + at * 4.4, `{@otherCertificates[${at}${at === 1 ? '+' : ''}]}`];
        return [
          tick    (81.5, y,       5,   4.5, '',   8.5, text),
          optional(86,   y,      54,   4.5, text, 8.5, 'left', OVER),
          line    (85.8, y + 4.1, 54,  0,         0.25),
        ];
      }),
      ...fee(222.5, 9),
      ...foot(256.5, 23, '报检人郑重声明:\n1.本人已获授权办理报检。\n2.以上所填内容正确、属实,货物未假冒他人厂名、\n  标志或认证标志,并对货物质量负责。', 8.5),
      ...notes(280.3, '[1-2 (2000.1.1)]'),
    ]),
  ],
};
