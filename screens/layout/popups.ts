import type { Popup } from '../../src/catalogue/row.ts';

/** What the popups of manual 3.4.4 are called. */
// biome-ignore format: table
export const POPUP_TITLES: Readonly<Record<Popup, string>> = {
  P1: '企业资质', P2: '特种业务标识', P3: '特殊通关模式', P4: '标记及号码', P5: '使用人', P6: '特殊要求', P7: '所需单据', P8: '随附单据',
  P9: '集装箱号码', P10: '货物属性', P11: '包装数量', P12: '产品资质', P13: 'VIN码', P14: '箱货对应关系', P15: '备用信息', P16: '危险货物信息',
  P17: '货物总信息',
};
