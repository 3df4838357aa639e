import type { Form } from '../form.ts';
import { dateParts } from './parts.ts';
import { across, BOLD, frame, graded, heads, label, line, optional, rows, value } from './rows.ts';

/** 报检单集装箱号码附件: read in the manual, all but its foot; one row a size, as many pages as the numbers need. */
// biome-ignore format: table
export const CONTAINER_ANNEX: Form = {
  name: 'container-annex',
  title: '集装箱号码附件',
  directions: ['in', 'out'],
  boxes: [
    ...graded('manual', [
      label    ( 17.5,     16,   175,     8, '中华人民共和国出入境检验检疫',              16, 'center', BOLD),
      label    ( 17.5,     25,   175,     9, '报检单集装箱号码附件',                      18, 'center', BOLD),
      label    ( 37.5,     37,    37,     6, '(郑重声明: 本附件系*',                      10, 'right'),
      optional (   75,     37,    36,     6, '{@number}',                                 10, 'center'),
      label    (111.5,     37,    62,     6, '*号报检单不可分割之组成部分。)',            10, 'left'),
      label    (157.5,     45,    16,     6, '附页:',                                     10, 'right'),
      optional (174.5,     45,    15,     6, '{@page}',                                   10, 'left'),
      ...heads(53, 10, [17.5, 67.5, 192.5], ['集装箱规格及数量', '号码'], 10.5),
      across(63),
      line     ( 67.5,     63,     0,   207),
      { ...rows('containers', 17.5, 63, 175, 207, 0, 'annex', [], [
        value(18.5, 64,  48, 8, '{@containerSize}',       10, 'left'),
        value(69.5, 64, 121, 8, '{containers[].numbers}', 10, 'left', { numbers: true }),
      ]), endless: true },
      frame    ( 17.5,     53,   175,   217),
    ]),
    ...graded('guess', [
      label    ( 17.5,    273,    33,     6, '报检单位(加盖公章):',                       9.5, 'left'),
      value    ( 51.5,    273,    80,     6, '{enterpriseName}',                          9.5, 'left'),
      ...dateParts(157.5, 273, 6, 9.5, 'declarationDate'),
    ]),
  ],
};
