import type { Direction } from '../catalogue/row.ts';

/** What the numbers of one declaration are made of. */
export interface NumberParts {
  /** The inspection office that accepts it, six digits. */
  readonly office: string;
  readonly direction: Direction;
  /** Four digits. */
  readonly year: number;
  readonly serial: number;
}

const side = (direction: Direction) => (direction === 'in' ? '1' : '2');
const yearOf = (year: number) => String(year).slice(-2);
const digits = (serial: number, width: number) => String(serial).padStart(width, '0').slice(-width);
const officeOf = (office: string) => office.replace(/\D/gu, '').padEnd(6, '0').slice(0, 6);

/** 报检申请号: office, 1 inbound or 2 outbound, year, six digits, E (validation_rules apply_no). */
export function applicationNoOf({ office, direction, year, serial }: NumberParts): string {
  return `${officeOf(office)}${side(direction)}${yearOf(year)}${digits(serial, 6)}E`;
}

/** 报检号: 1 inbound or 2 outbound, year, twelve digits (decl_no). */
export function declarationNoOf({ direction, year, serial }: NumberParts): string {
  return `${side(direction)}${yearOf(year)}${digits(serial, 12)}`;
}

/** 检验检疫编号 since 2018: an N behind the year, four digits of the office and seven more. */
export function inspectionNoOf({ office, direction, year, serial }: NumberParts): string {
  return `${side(direction)}${yearOf(year)}N${officeOf(office).slice(0, 4)}${digits(serial, 7)}`;
}

/** 电子底账数据号: that and 001. */
export function ledgerNoOf(parts: NumberParts): string {
  return `${inspectionNoOf(parts)}001`;
}

/** What the clearance number is made of: fifteen digits that begin with the office. */
export function clearanceBaseOf({ office, direction, year, serial }: NumberParts): string {
  return `${officeOf(office)}${side(direction)}${yearOf(year)}${digits(serial, 6)}`;
}

/** 通关单号: those and 000. */
export function clearanceNoOf(parts: NumberParts): string {
  return `${clearanceBaseOf(parts)}000`;
}
