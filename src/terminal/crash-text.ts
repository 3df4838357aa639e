import { UserError } from '../errors.ts';
import { cleanText } from '../text.ts';

/** What is printed on the restored screen when the program ends by an error. */
export function crashText(error: unknown): string {
  if (error instanceof UserError)
    return [`错误：${cleanText(error.message)}`, ...error.next.map(step => `  · ${cleanText(step)}`), ''].join('\n');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `程序出错，已退出；已保存的内容不受影响。\n${cleanText(detail)}\n`;
}
