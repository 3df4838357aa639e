import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

type Params = Readonly<Record<string, string | number>>;

interface Wording {
  readonly text: string;
  readonly next: string;
}

// biome-ignore format: table
const WORDINGS = {
  'workbook.empty-file':      { text: '是空文件',                                            next: '重新选择文件' },
  'workbook.too-large':       { text: '有 {size} MB，最多 {max} MB',                         next: '分成几个文件导入' },
  'workbook.unpacked':        { text: '解压后有 {size} MB，最多 {max} MB，可能是恶意文件',   next: '用 Excel 或 WPS 另存为新的 xlsx，只保留要导入的工作表' },
  'workbook.too-many-parts':  { text: '内含 {count} 个部件，最多 {max} 个，可能是恶意文件',  next: '用 Excel 或 WPS 另存为新的 xlsx，只保留要导入的工作表' },
  'workbook.too-many-sheets': { text: '有 {count} 个工作表，最多 {max} 个',                  next: '只保留要导入的工作表' },
  'workbook.too-long':        { text: '工作表“{sheet}”超过 {max} 行',                        next: '分成几个文件导入，或删去数据下方多余的内容' },
  'workbook.too-wide':        { text: '工作表“{sheet}”超过 {max} 列',                        next: '删去数据右侧多余的内容，或用模板重新填写' },
  'workbook.too-many-cells':  { text: '有内容的单元格超过 {max} 个',                         next: '分成几个文件导入' },
  'workbook.encrypted':       { text: '有打开密码',                                          next: '在 Excel 或 WPS 里去掉密码后另存' },
  'workbook.html':            { text: '其实是网页{title}，不是工作簿',                            next: '从网页系统下载的：登录可能已过期，重新登录后再导出' },
  'workbook.html-table':      { text: '其实是网页格式的表格，不是工作簿',                     next: '用 Excel 或 WPS 打开后另存为 xlsx' },
  'workbook.xml-2003':        { text: '是 XML 表格 2003，不是工作簿',                        next: '用 Excel 或 WPS 打开后另存为 xlsx' },
  'workbook.xml':             { text: '其实是 XML 文本，不是工作簿',                         next: '是报文时把扩展名改为 .xml 再导入；否则用 Excel 或 WPS 打开后另存为 xlsx' },
  'workbook.pdf':             { text: '是 PDF，不是工作簿',                                   next: '取得做出它的工作簿；扫描件可作为无纸化单据附上' },
  'workbook.picture':         { text: '是图片，不是工作簿',                                   next: '取得做出它的工作簿；扫描件可作为无纸化单据附上' },
  'workbook.kind':            { text: '不是 xlsx、xls 或 csv 文件',                          next: '用 Excel 或 WPS 打开后另存为 xlsx' },
  'workbook.word':            { text: '是 Word 文档，不是工作簿',                             next: '在 Word 或 WPS 里把表格复制到 Excel，另存为 xlsx' },
  'workbook.slides':          { text: '是 PowerPoint 文稿，不是工作簿',                       next: '把表格复制到 Excel，另存为 xlsx' },
  'workbook.lock':           { text: '是打开着的工作簿的锁文件，里面没有内容',                next: '选文件名前面没有 ~$ 的那一个；工作簿开着时先保存' },
  'workbook.encoding':        { text: '文字编码不是 UTF-8、UTF-16 或 GB18030',               next: '另存为 UTF-8 编码的 csv，或另存为 xlsx' },
  'workbook.big5':            { text: '是 Big5（繁体中文）编码的，这里读 UTF-8、UTF-16 和 GB18030',  next: '在 Excel 或 WPS 里另存为 xlsx 或 UTF-8 编码的 csv；表头和名称要用简体' },
  'workbook.lost-text':       { text: '里的汉字在写出时已经丢失，只剩 {sign}，读不回来',             next: '回到写出它的程序，另存为 xlsx' },
  'workbook.broken':          { text: '已损坏或不完整，无法读取',                            next: '重新取得该文件，或用 Excel、WPS 打开后另存为 xlsx' },
  'workbook.broken-line':     { text: '第 {line} 行附近的引号不成对，无法读取',              next: '改正该行，或另存为 xlsx' },
  'workbook.memory':          { text: '读取时超出内存限度，已停止',                          next: '分成几个文件导入；来历不明的文件请勿使用' },
  'workbook.timeout':         { text: '读取超过 {seconds} 秒，已停止',                       next: '分成几个文件导入；来历不明的文件请勿使用' },
} satisfies Record<string, Wording>;

export type RefusalCode = keyof typeof WORDINGS;

/** Why a file is not read at all, before anybody knows its name; crosses the thread as data. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly params?: Params;
}

/** Thrown where a file is parsed; the reading thread turns it into a message. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(code: RefusalCode, params?: Params) {
    super(code);
    this.refusal = params ? { code, params } : { code };
  }
}

/** What a file that cannot be read at all would have been, by its name. */
const NAMED: readonly (readonly [RegExp, RefusalCode])[] = [
  [/\.(docx?|docm|wps|rtf)$/iu, 'workbook.word'],
  [/\.(pptx?|ppsx?|dps)$/iu, 'workbook.slides'],
];

/** The refusal of a file of that name. */
export function refusalNamed(fileName: string, refusal: Refusal): Refusal {
  if (refusal.code !== 'workbook.broken' && refusal.code !== 'workbook.kind') return refusal;
  const [, code = refusal.code] = NAMED.find(([name]) => name.test(fileName)) ?? [];
  return code === refusal.code ? refusal : { code };
}

/** What the user is told: the file, why it is refused, and what to do. */
export function refusalError(fileName: string, { code, params = {} }: Refusal, cause?: unknown): UserError {
  const { text, next }: Wording = WORDINGS[code];
  const said = text.replace(/\{(\w+)\}/gu, (_, name: string) => String(params[name] ?? ''));
  return new UserError(code, `文件 ${cleanLine(fileName)} ${said}`, { exit: 'faults', next: [next], cause });
}

/** The import was stopped by the user; nothing was taken. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

export function cancelled(): UserError {
  return new UserError('workbook.cancelled', '导入已取消，没有采用任何内容', { exit: 'faults' });
}
