import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialsOf } from '../../src/codes/initials.ts';

// biome-ignore format: table
const CASES: [name: string, initials: string][] = [
  ['一般贸易', 'ybmy'],
  ['A级特殊物品', 'ajtswp'],
  ['Ｖ/Ｗ非特殊物品', 'vwftswp'],
  ['海运40尺普通', 'hy40cpt'],
  ['喀布尔（阿富汗）', 'kbeafh'],
  ['𠮷林〇', 'll'],
  ['ppm', 'ppm'],
  ['%', ''],
  // places with more than one reading
  ['重庆市', 'cqs'], ['厦门', 'xm'], ['六安市', 'las'], ['乐清市', 'yqs'], ['长乐区', 'clq'], ['番禺区', 'pyq'], ['秘鲁', 'bl'], ['单县', 'sx'],
  ['东阿县', 'dex'], ['山东东阿港', 'sddag'], ['朝阳区', 'cyq'], ['蔚县', 'yx'], ['筠连县', 'jlx'], ['黄陂区', 'hpq'], ['西藏自治区', 'xzzzq'],
  // goods with more than one reading
  ['冷轧钢', 'lzg'], ['轧花机', 'yhj'], ['空调', 'kt'], ['调味汁', 'twz'], ['调查', 'dc'], ['人参', 'rs'], ['海参', 'hs'], ['参考样', 'cky'], ['花蛤', 'hg'],
  ['雪茄烟', 'xqy'], ['弹簧', 'th'], ['子弹', 'zd'], ['长吨', 'cd'], ['频率', 'pl'], ['重量证书', 'zlzs'], ['冷藏', 'lc'], ['吡咯烷', 'blw'],
];

test.each(CASES)('%s → %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('any text gives only small letters and digits', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => /^[a-z0-9]*$/.test(initialsOf(text))));
});
