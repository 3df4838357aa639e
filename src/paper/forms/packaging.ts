import type { Form } from '../form.ts';
import { fee, foot, head, notes, two } from './parts.ts';
import { across, cell, graded, label, line, tick } from './rows.ts';

const EDGES = [49.5, 105.5, 140.5] as const;

/** 出境货物运输包装检验申请单: not in the manual; a proposal from memory. */
// biome-ignore format: table
export const PACKAGING: Form = {
  name: 'packaging',
  title: '出境货物运输包装检验申请单',
  directions: ['pack', 'out'],
  boxes: [
    ...graded('memory', [
      ...head('出境货物运输包装检验申请单', '申请'),
      ...two(53, 10, ['申请人', '包装使用人'], ['{consignorName}', '{@users}'], EDGES),
      ...two(63, 10, ['包装容器名称及规格', '包装容器标记及批号'], ['{@packageNames}', '{marks}'], EDGES),
      ...two(73, 10, ['包装容器生产厂', '包装质量许可证号'], ['{@packageMakers}', '{@licences}'], EDGES),
      ...cell(17.5, 49.5, 105.5, 83, 10, '原材料名称及产地', '{@packageMaterials}', 9),
      label    (  106,     83,    34,    10, '申请项目(划"√")',                           9, 'center'),
      line     (140.5,     83,     0,    10),
      across(93),
      tick     (141.5,   85.5,    16,     5, '危包性能',                                  7.5),
      tick     (  157,   85.5,    16,     5, '危包使用',                                  7.5),
      tick     (172.2,   85.5,    20,     5, '一般包装性能',                              7.5),
      ...two(93, 10, ['数量', '容器编号'], ['{@totalPackages}', '{@none}'], EDGES),
      ...two(103, 10, ['生产日期', '存放地点'], ['{@productionDates}', '{storagePlace}'], EDGES),
      ...cell(17.5, 49.5, 105.5, 113, 10, '危包性能检验\n结果单号', '{@packageResultNo}', 9),
      label    (  106,    113,    34,    10, '运输方式(划"√")',                           9, 'center'),
      line     (140.5,    113,     0,    10),
      across(123),
      tick     (141.5,  115.5,    12,     5, '海运',                                      8.5, 'transportMode=1'),
      tick     (  154,  115.5,    12,     5, '空运',                                      8.5, 'transportMode=4'),
      tick     (166.5,  115.5,    12,     5, '公路',                                      8.5, 'transportMode=3'),
      tick     (  179,  115.5,    12,     5, '铁路',                                      8.5, 'transportMode=2'),
      ...two(123, 10, ['拟装货物名称及形态', '密度'], ['{@goodsNames}', '{@none}'], EDGES),
      ...two(133, 10, ['拟装货物单件毛重', '单件净重'], ['{@none}', '{@none}'], EDGES),
      ...two(143, 10, ['联合国编号', '装运日期'], ['{@unNumbers}', '{shipmentDate}'], EDGES),
      ...two(153, 10, ['输往国家(地区)', '合同号'], ['{destinationCountry|name}', '{contractNo}'], EDGES),
      ...cell(17.5, 49.5, 192.5, 163, 20, '合同、信用证等对\n包装的特殊要求', '{specialRequirements}', 9),
      across(183),
      label    ( 17.5,    183,   125,     7, '提供单据(划"√")',                           9, 'center'),
      line     ( 17.5,    190,   125,     0),
      line     (142.5,    183,     0,    27),
      ...fee(183, 6.67),
      tick     ( 20.5,    192,    38,     6, '合同',                                      9, 'attachedDocuments.type=102001'),
      tick     ( 60.5,    192,    38,     6, '信用证',                                    9, 'attachedDocuments.type=102003'),
      tick     (100.5,    192,    38,     6, '厂检单',                                    9, 'attachedDocuments.type=102041'),
      tick     ( 20.5,    200,    38,     6, '包装性能结果单',                            9, 'attachedDocuments.type=102042'),
      tick     ( 60.5,    200,    38,     6, '许可/审批文件',                             9, 'attachedDocuments.type=102011'),
      tick     (100.5,    200,    38,     6, '其他',                                      9, 'attachedDocuments.type=102999'),
      ...foot(210, 23, '申请人郑重声明:\n1.本人已获授权申请检验。\n2.以上所填内容正确、属实。'),
      ...notes(233.8, '[1-3 (2000.1.1)]'),
    ]),
  ],
};
