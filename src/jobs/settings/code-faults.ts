import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';

/** What is wrong with a setting about codes, and what to do. */
export function codeFault(id: string, said: string, next: string): readonly UserError[] {
  return [new UserError(id, said, { exit: 'usage', next: [next] })];
}

export const noSuchTable = (table: string): readonly UserError[] =>
  codeFault('codes.no-such-table', `没有名为“${cleanLine(table)}”的代码表`, 'codes list 列出全部代码表');

export const noSuchCode = (table: string, title: string, code: string): readonly UserError[] =>
  codeFault('codes.no-such-code', `${title}里没有代码 ${code}`, searchFirst(table));

export const searchFirst = (table: string): string => `先查代码：codes search ${table} 词`;
