import type { Form } from '../form.ts';
import { across, BOLD, bar, columns, graded, label, optional, rows, value } from './rows.ts';

/** The slip itself has no heads. */
const HEADS = ['货物名称', 'H.S.编码', '产地', '数/重量', '货物总值', '包装种类及数量'];

/** 电子报检受理凭条: read in the manual; where its bar code stands is a guess. */
// biome-ignore format: table
export const RECEIPT_SLIP: Form = {
  name: 'receipt-slip',
  title: '电子报检受理凭条',
  directions: ['in', 'out', 'pack'],
  boxes: [
    ...graded('guess', [
      bar      (115.5,      9,    77,     9, '{@number}'),
    ]),
    ...graded('manual', [
      optional (115.5,   18.4,    77,   3.9, '{@number}',                                 9, 'center'),
      label    ( 17.5,     25,   175,    10, '电子报检受理凭条',                          20, 'center', BOLD),
      label    ( 17.5,     40,    18,     7, '报检号:',                                   11, 'left'),
      optional ( 35.5,     40,    90,     7, '{@number}',                                 11, 'left'),
    ]),
    ...graded('guess', [
      optional ( 17.5,     48,   175,     7, '{enterpriseName}:',                         11, 'left'),
    ]),
    ...graded('manual', [
      label    ( 17.5,   55.5,    27,     7, '贵单位报检的:',                             11, 'left'),
      value    ( 45.5,   55.5,   147,     7, '{@party}',                                  11, 'left'),
      { ...rows('goods', 17.5, 65, 175, 36, 3, 'annex', HEADS, [
        value( 18.3, 65.4, 53.4, 11.2, '{goods[].name} {goods[].nameEn}',              9, 'left'),
        value( 73.3, 65.4, 25.4, 11.2, '{goods[].hsCode}',                             9, 'center'),
        value(100.3, 65.4, 21.4, 11.2, '{@goodsOrigin}',                               9, 'center'),
        value(123.3, 65.4, 24.4, 11.2, '{@goodsQuantity}\n{@goodsWeight}',             9, 'center'),
        value(149.3, 65.4, 22.4, 11.2, '{goods[].totalValue}\n{goods[].currency|name}', 9, 'center'),
        value(173.3, 65.4, 18.4, 11.2, '{@goodsPackages}',                             9, 'center'),
      ]), ruled: true },
      ...columns(65, 36, 17.5, 72.5, 99.5, 122.5, 148.5, 172.5, 192.5),
      ...[65, 77, 89, 101].map(across),
      optional ( 17.5,    105,   175,   150, '{@receiptTexts}',                           10.5, 'left', { top: true, runsOn: true }),
      optional (127.5,    262,    65,     7, '{@receiptDate}',                            11, 'right'),
    ]),
  ],
};
