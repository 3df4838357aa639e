import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

/** Lines as people write them, `1,3-5`, as indexes in rising order. Throws `lines.form` and, above `count`, `lines.none`. */
export function lineNumbers(text: string, count: number): readonly number[] {
  const found = new Set<number>();
  for (const part of text
    .normalize('NFKC')
    .split(/[,、，\s]+/u)
    .filter(Boolean)) {
    const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/u.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (first < 1 || last < first) throw refused('lines.form', `“${cleanLine(part)}”不是项号`, '写成 1,3-5');
    if (last > count) throw refused('lines.none', `没有第 ${last} 项，一共 ${count} 项`, '用 show 看有哪些项');
    for (let line = first; line <= last; line += 1) found.add(line - 1);
  }
  return [...found].sort((a, b) => a - b);
}

const refused = (code: string, message: string, next: string): UserError =>
  new UserError(code, message, { exit: 'usage', next: [next] });
