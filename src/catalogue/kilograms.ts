import { isNumber, multiply } from '../kinds/number.ts';

/** How many kilograms a unit of weight has. */
// biome-ignore format: table
const KILOGRAMS: Readonly<Record<string, string>> = {
  '035': '1',      // 千克
  '036': '0.001',  // 克
  '047': '100',    // 公担
  '070': '1000',   // 吨
  '075': '0.5',    // 斤
  '077': '50',     // 担
};

/** A weight in kilograms; undefined where it is no number or the unit none of weight. */
export function kilogramsOf(amount: string | undefined, unit: string | undefined): string | undefined {
  const each = KILOGRAMS[unit ?? ''];
  return amount !== undefined && isNumber(amount) && each !== undefined ? multiply(amount, each) : undefined;
}
