import type { Form } from '../form.ts';
import { fee, foot, head, notes, party, two } from './parts.ts';
import { across, columns, graded, heads, label, line, rows, tick, value } from './rows.ts';

const EDGES = [51.5, 109.5, 143.5] as const;
const HEADS = ['集装箱规格及数量', '集装箱号码', '拟装/装载货物名称', '包装/铺垫物种类及数量'];
const COLUMNS = [17.5, 55.5, 105.5, 150.5, 192.5] as const;

/** 出/入境集装箱报检单: read in the manual down to the table of containers. */
// biome-ignore format: table
export const CONTAINER: Form = {
  name: 'container',
  title: '出/入境集装箱报检单',
  directions: ['in', 'out'],
  boxes: [
    ...graded('manual', [
      ...head('出/入境集装箱报检单', '报检'),
      ...party(53, '收货人', '{consigneeName}', '{consigneeNameEn}'),
      ...party(69, '发货人', '{consignorName}', '{consignorNameEn}'),
      ...heads(85, 8, COLUMNS, HEADS),
      across(93),
      ...columns(93, 106, 55.5, 105.5, 150.5),
      rows('containers', 17.5, 93, 175, 106, 5, 'container-annex', HEADS, [
        value( 18.3, 93.5, 36.4, 20, '{@containerSize}',       9, 'center'),
        value( 56.3, 93.5, 48.4, 20, '{containers[].numbers}', 9, 'left', { numbers: true, instead: { text: '号码见附件', paper: 'container-annex' } }),
        value(106.3, 93.5, 43.4, 20, '{@goodsInContainer}',    9, 'center'),
        value(151.3, 93.5, 40.4, 20, '{@packagesInContainer}', 9, 'center'),
      ]),
      across(199),
    ]),
    ...graded('memory', [
      ...two(199, 9, ['运输工具名称号码', '启运/到达国家或地区'], ['{@conveyance}', '{@countryThere}'], EDGES),
      ...two(208, 9, ['启运及经停地点', '装运/到货日期'], ['{@portsThere}', '{@dateThere}'], EDGES),
      ...two(217, 9, ['提单/运单号', '目的地'], ['{@bill}', '{@destinationHere}'], EDGES),
      ...two(226, 9, ['集装箱停放地点', '拆/装箱日期'], ['{storagePlace}', '{@none}'], EDGES),
      label    ( 17.5,    235,   125,     7, '需要证单名称(划"√"或补填)',                 9, 'center'),
      line     ( 17.5,    242,   125,     0),
      line     (142.5,    235,     0,    27),
      ...fee(235, 6.67),
      tick     ( 19.5,    243,    60,     6, '集装箱检验检疫结果单',                      9, 'certificatesAsked.code=23'),
      tick     ( 81.5,    243,    58,     6, '熏蒸/消毒证书',                             9, 'certificatesAsked.code=19'),
      tick     ( 19.5,    250,     6,     6, '',                                          9),
      line     ( 24.5,    255,    52,     0, 0.25),
      tick     ( 81.5,    250,     6,     6, '',                                          9),
      line     ( 86.5,    255,    52,     0, 0.25),
      ...foot(262, 23, '报检人郑重声明:\n1.本人已获授权办理报检。\n2.以上所填内容正确、属实。'),
      ...notes(285.8),
    ]),
  ],
};
