import * as v from 'valibot';
import type { NoticeEvent } from '../../declaration/notices.ts';
import { UserError } from '../../errors.ts';
import { settingsDocument, text, yesNo } from './document.ts';

/** What is told outside, as people call it. */
export const NOTICE_EVENTS = {
  released: '放行',
  rejected: '退单',
  sampled: '抽中',
  papers: '缺单据',
} as const satisfies Record<NoticeEvent, string>;

const MAX_SECONDS = 60;
const seconds = `应为 1 至 ${MAX_SECONDS} 的整数秒`;

const SCHEMA = v.object({
  /** The program and its words, on one line; no shell reads it. */
  line: v.exactOptional(text()),
  released: v.optional(yesNo(), true),
  rejected: v.optional(yesNo(), true),
  sampled: v.optional(yesNo(), true),
  papers: v.optional(yesNo(), true),
  /** How long it may take. */
  seconds: v.optional(
    v.pipe(v.number(seconds), v.integer(seconds), v.minValue(1, seconds), v.maxValue(MAX_SECONDS, seconds)),
    10,
  ),
});

/** `settings/notices.json`: the program that is started when the bureau has said something. */
export type NoticeSettings = v.InferOutput<typeof SCHEMA>;

// Whoever sets it lets a program run at all who receive.
export const NOTICES = settingsDocument<NoticeSettings>('notices', SCHEMA, v.parse(SCHEMA, {}), 'settings.channel');

export const wantedIn = (settings: NoticeSettings): ReadonlySet<NoticeEvent> =>
  new Set(settings.line ? (Object.keys(NOTICE_EVENTS) as NoticeEvent[]).filter(event => settings[event]) : []);

/**
 * The words of a line, as a shell would part them: by blanks, with '…', "…" and \ around what belongs together. Nothing is expanded and nothing
 * else means anything: `$`, `|`, `;` and `>` are characters. Undefined where a quote has no end.
 */
export function wordsOf(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quote !== '' && character === quote) quote = '';
    else if (character === '\\' && quote !== "'") {
      at += 1;
      if (at >= line.length) return undefined;
      word = (word ?? '') + line.charAt(at);
    } else if (quote === '' && (character === "'" || character === '"')) {
      quote = character;
      word ??= '';
    } else if (quote === '' && /\s/u.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (word !== undefined) words.push(word);
  return quote === '' ? words : undefined;
}

/** What is wrong with the line: `notices.line`. */
export function noticeFaults({ line = '' }: NoticeSettings): readonly UserError[] {
  const words = wordsOf(line);
  const wrong = (message: string) => [
    new UserError('notices.line', `notices.line：${message}`, {
      exit: 'usage',
      next: ['程序写完整的路径，后面可以有参数：/usr/local/bin/notice 单证组'],
    }),
  ];
  if (words === undefined) return wrong('引号或反斜杠没有写完');
  const [program] = words;
  // Programs that run elsewhere, at other times, mean the same one.
  return program === undefined || program.startsWith('/') ? [] : wrong('程序要写完整的路径，以 / 开头');
}
