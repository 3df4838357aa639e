import { cleanLine } from '../text.ts';

/** What a printer reports by the keywords of the printing standard (RFC 8011 and its registry), without `-error`, `-warning` and `-report`. */
// biome-ignore format: table
const KEYWORDS: Readonly<Record<string, string>> = {
  'media-empty':            '没有纸',
  'media-needed':           '要放纸',
  'media-low':              '纸快用完',
  'media-jam':              '卡纸',
  'input-tray-missing':     '纸盒没有装好',
  'output-area-full':       '出纸口满了',
  'toner-empty':            '墨粉用完',
  'toner-low':              '墨粉快用完',
  'marker-supply-empty':    '墨用完',
  'marker-supply-low':      '墨快用完',
  'cover-open':             '盖子开着',
  'door-open':              '盖子开着',
  'interlock-open':         '盖子开着',
  offline:                  '打印机脱机',
  'connecting-to-device':   '正在连接打印机',
  'timed-out':              '打印机没有回应',
  paused:                   '已停用',
  shutdown:                 '打印机关着',
  'spool-area-full':        '打印服务的磁盘满了',
  'cups-missing-filter':    '缺少驱动',
  'cups-insecure-filter':   '驱动的权限不对',
  other:                    '有故障',
};

/** What the programs of CUPS say in English. The first line that fits counts. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/out of paper|no paper|paper (?:is )?empty|load paper/iu, '没有纸'],
  [/jam/iu, '卡纸'],
  [/out of toner|toner (?:is )?(?:empty|out)/iu, '墨粉用完'],
  [/cover|door/iu, '盖子开着'],
  [/unable to locate|may not exist|unknown host|lookup/iu, '找不到打印机'],
  [/not responding|unreachable|no route|timed? ?out|waiting for printer|is in use|is busy/iu, '打印机没有回应'],
  [/off-?line|turned off|not connected|unplugged/iu, '打印机脱机'],
  [/filter failed|unsupported document/iu, '驱动打不了这个文件'],
  [/^paused$/iu, '已停用'],
];

/** Of `-p -l`: what stands behind it is for those who set printers up. */
const ALERTS = /^\s*Alerts:\s*(.*)$/u;

/** Why a printer does not print, from the lines that `lpstat -p -l` has below its name; undefined when they say nothing. */
export function reasonIn(lines: readonly string[]): string | undefined {
  const words = lines.flatMap(each => ALERTS.exec(each)?.[1]?.split(/\s+/u) ?? []);
  const alerts = words.flatMap(each => KEYWORDS[each.replace(/-(?:error|warning|report)$/u, '')] ?? []);
  // Its own sentence is the first line, unless that already is one of the facts below.
  const [first = ''] = lines;
  const sentence = /^\s*[A-Z][\w ]*:/u.test(first) ? '' : cleanLine(first);
  const known = [...new Set([...(sentence ? [printerSentence(sentence)] : []), ...alerts])].filter(Boolean);
  return known.length > 0 ? known.join('，') : undefined;
}

/** A sentence of CUPS in Chinese with the original behind it; one that nobody has translated stays as it is. */
function printerSentence(sentence: string): string {
  if (sentence === 'reason unknown') return '';
  const [, word] = SENTENCES.find(([pattern]) => pattern.test(sentence)) ?? [];
  return word === undefined ? sentence : `${word}（${sentence}）`;
}

const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/not accepting/iu, '这个队列现在不接收任务'],
  [/does not exist|unknown destination|no such printer|not-found/iu, '没有这个打印队列'],
  [/unauthorized|forbidden|not authorized|not allowed|permission/iu, '没有权限用这个队列'],
  [/too many|quota|too large/iu, '超过了这个队列的限额'],
  [/not running|not responding|unable to connect|connection refused|bad file descriptor/iu, '打印服务没有运行'],
];

/** Why `lp` did not take a file, from what it wrote. */
export function refusalIn(said: string): string {
  const sentence = cleanLine(said.replace(/^lp: (?:Error - )?/u, ''));
  const [, word] = REFUSALS.find(([pattern]) => pattern.test(sentence)) ?? [];
  return word === undefined ? sentence : `${word}（${sentence}）`;
}
