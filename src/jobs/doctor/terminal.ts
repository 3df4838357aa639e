import { bad, type Finding, good, mind } from './finding.ts';

/** What a terminal has said of itself, as the rim asks it. */
export interface TerminalFacts {
  readonly columns: number;
  readonly rows: number;
  readonly keyboard: 'legacy' | 'other-keys' | 'kitty';
  readonly ambiguous: 'narrow' | 'wide';
  readonly colours: 'none' | '16' | '256' | 'true';
  readonly utf8: boolean;
  readonly marksPastes: boolean;
  /** It has answered all that it will; else what is said of it is a guess. */
  readonly settled: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const COLOURS = { none: '不用颜色', '16': '16 色', '256': '256 色', true: '真彩色' } as const;

/** The smallest screens on which every page can be used, and on which nothing has to be left out. */
const LEAST = { columns: 60, rows: 16 };
const COMFORTABLE = { columns: 80, rows: 24 };

const REMEDY_UTF8 =
  'PuTTY：窗口→转换里选 UTF-8；xterm：uxterm；tmux -u，screen -U；语言环境：export LANG=zh_CN.UTF-8 或 C.UTF-8';

/** What the terminal is like, a line each; undefined where there is none to ask. */
export function terminalFindings(facts: TerminalFacts | undefined, env: Environment): readonly Finding[] {
  if (facts === undefined)
    return [mind('终端', '这里不是终端，没有可问的', '在终端里运行 baojian doctor，不要接管道或文件')];
  const within = [env.SSH_TTY || env.SSH_CONNECTION ? 'SSH' : '', env.TMUX ? 'tmux' : '', env.STY ? 'screen' : ''];
  const inside = within.filter(Boolean).join('、');
  const { columns, rows, colours } = facts;
  const size = `${columns}×${rows}`;
  const what = `${[env.TERM_PROGRAM, env.TERM].filter(Boolean).join('，') || '没有说是什么'}${inside && `，在 ${inside} 里`}`;
  return [
    env.TERM === 'dumb' ? bad('终端', `${what}：什么也不会`, '换一个终端，或设好 TERM') : good('终端', what),
    ...(facts.settled ? [] : [mind('终端', '没有回答询问，下面是猜的', '确认连的是终端，线路不太慢')]),
    sizeFinding(size, facts),
    facts.utf8
      ? good('终端', `UTF-8，${COLOURS[colours]}`)
      : bad('终端', '显示的不是 UTF-8，中文会是乱码', REMEDY_UTF8),
    localeFinding(env),
    keyboardFinding(facts.keyboard),
    facts.ambiguous === 'narrow'
      ? good('终端', '①、…、─ 这类字符占一格')
      : mind('终端', '①、…、─ 这类字符占两格，框线改用 ASCII', '不想这样：在终端的设置里把不定宽度的字符设为窄'),
    facts.marksPastes
      ? good('终端', '粘贴有记号，整段粘贴不会当成按键')
      : mind(
          '终端',
          '没有说粘贴有记号；没有时整段粘贴靠猜',
          '大段内容从文件导入最稳；PuTTY、Windows Terminal、kitty 等都有记号',
        ),
  ];
}

function sizeFinding(size: string, { columns, rows }: TerminalFacts): Finding {
  const fits = (least: typeof LEAST) => columns >= least.columns && rows >= least.rows;
  if (fits(COMFORTABLE)) return good('终端', `${size} 格`);
  if (fits(LEAST)) return mind('终端', `${size} 格，可用，但要多滚动`, '至少 80×24；120×40 最宽敞');
  return bad('终端', `${size} 格，太小`, '至少 60×16，最好 80×24');
}

function localeFinding({ LC_ALL, LC_CTYPE, LANG }: Environment): Finding {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  if (locale === '')
    return mind('终端', '没有设语言环境，别的程序可能当它不是 UTF-8', 'export LANG=C.UTF-8，或 zh_CN.UTF-8');
  if (/\.utf-?8$/iu.test(locale)) return good('终端', `语言环境 ${locale}`);
  return mind('终端', `语言环境 ${locale} 不是 UTF-8`, 'export LANG=C.UTF-8，或 zh_CN.UTF-8');
}

function keyboardFinding(keyboard: TerminalFacts['keyboard']): Finding {
  if (keyboard === 'kitty') return good('终端', '键盘：kitty 协议，Ctrl+Enter 等都分得清');
  if (keyboard === 'other-keys') return good('终端', '键盘：modifyOtherKeys，Ctrl+Enter 等多半分得清');
  return good('终端', '键盘：只有传统按键，Ctrl+Enter 等改用备用键（F1 里写着）');
}
