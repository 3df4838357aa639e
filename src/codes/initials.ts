import { pinyin } from 'pinyin-pro';

/**
 * Where the reading that pinyin-pro gives leads to another first letter than people in the trade type.
 * Longer entries win; a single character stands for all cases that no longer entry names.
 */
// biome-ignore format: table
const READINGS: Readonly<Record<string, string>> = {
  // goods
  轧: 'z', 轧花: 'yh', 蛤: 'g', 蛤蟆: 'hm', 率: 'l', 纤: 'x', 貉: 'h', 榅桲: 'wp', 莪术: 'ez', 花弹: 'hd', 毫伽: 'hg', 吡咯: 'bl', 果脯: 'gf',
  参: 's', 参与: 'cy', 参加: 'cj', 参数: 'cs', 参考: 'ck', 参比: 'cb', 参照: 'cz', 参展: 'cz', 参赛: 'cs',
  调: 't', 调查: 'dc', 调入: 'dr', 调运: 'dy', 调离: 'dl', 调度: 'dd', 调拨: 'db', 调换: 'dh',
  // places
  乐清: 'yq', 乐器: 'yq', 民乐: 'ml', 长乐: 'cl', 长海: 'ch', 单县: 'sx', 浚县: 'xx', 歙县: 'sx', 蔚县: 'yx', 尉犁: 'yl', 大埔: 'db', 黄陂: 'hp', 筠连: 'jl', 繁峙: 'fs', 莘庄: 'xz',
  洪洞: 'ht', 泌阳: 'by', 涡阳: 'gy', 召陵: 'sl', 宕昌: 'tc', 东阿: 'da', 东阿县: 'dex',
};
const READING = new RegExp(
  Object.keys(READINGS)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'gu',
);

/** The pinyin initials of a name, lower case; its letters and digits stay, all else is dropped: 一般贸易 → `ybmy`, A级品 → `ajp`. */
export function initialsOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Script=Han}〇]+/gu, initialsOfHan)
    .replace(/[^a-z0-9]/g, '');
}

function initialsOfHan(run: string): string {
  // One entry a character; a character that is not in its dictionary comes back as it is and is dropped later.
  const letters = pinyin(run, { pattern: 'first', toneType: 'none', type: 'array' });
  const characters = Array.from(run);
  if (letters.length !== characters.length) return letters.join('');
  for (const match of run.matchAll(READING)) {
    const from = Array.from(run.slice(0, match.index)).length;
    Array.from(READINGS[match[0]] ?? '').forEach((letter, offset) => {
      letters[from + offset] = letter;
    });
  }
  return letters.join('');
}
