import type { CodeRow } from '../../../src/codes/row.ts';
import { prepareSearch, type SearchIndex } from '../../../src/codes/search.ts';
import type { TableName } from '../../../src/codes/tables.ts';
import type { FoundCode } from '../../../src/jobs/find-codes.ts';
import type { DeclarationScan } from '../../../src/jobs/find-declarations.ts';
import type { Command } from '../../../src/keys/views.ts';
import type { CodeTaker, Find, FindGroup } from '../../contract/find.ts';
import type { Search } from '../../widgets/search.ts';
import { emptyText } from '../../widgets/text-state.ts';

/** Things to find, and the index that finds them by name, pinyin, initials and code. */
export interface Pool {
  readonly finds: readonly Find[];
  readonly index: SearchIndex;
  readonly of: ReadonlyMap<CodeRow, Find>;
}

/** What is looked for beside the keys: all declarations, then the code tables. */
export interface Looking {
  readonly declarations: DeclarationScan | undefined;
  /** The tables that are still to be looked through. */
  readonly tables: readonly TableName[];
  readonly codes: readonly FoundCode[];
}

/** The one find (K9): functions, what is on the page, what is open, what is kept, codes. */
export interface PaletteDialog extends Search {
  readonly kind: 'palette';
  readonly commands: readonly Command[];
  /** Functions, fields, open pages and settings. */
  readonly here: Pool;
  /** Parties and registrations, once they are read. */
  readonly own: Pool | undefined;
  readonly taker: CodeTaker | undefined;
  readonly recent: readonly string[];
  /** Which search it is: what comes of an earlier one is dropped. */
  readonly serial: number;
  readonly looking: Looking | undefined;
  readonly later: { readonly declarations: readonly Find[]; readonly codes: readonly Find[] };
}

export const NOTHING_LATER: PaletteDialog['later'] = { declarations: [], codes: [] };

export interface Findable extends Pick<PaletteDialog, 'commands' | 'taker' | 'recent'> {
  /** All but the functions. */
  readonly finds: readonly Find[];
  readonly initialsOf: (text: string) => string;
}

export function openPalette({ commands, finds, taker, recent, initialsOf }: Findable): PaletteDialog {
  const functions = commands.map(
    ({ run, label, key }): Find => ({
      id: `function ${run}`,
      group: 'function',
      name: label,
      aside: key,
      lead: { thenRun: run },
    }),
  );
  return {
    kind: 'palette',
    commands,
    here: poolOf([...functions, ...finds], initialsOf),
    own: undefined,
    taker,
    recent,
    words: emptyText(),
    index: 0,
    serial: 0,
    looking: undefined,
    later: NOTHING_LATER,
  };
}

export function poolOf(finds: readonly Find[], initialsOf: (text: string) => string): Pool {
  const rows = finds.map(({ code = '', name }): CodeRow => ({ code, name, initials: initialsOf(name), extra: {} }));
  return {
    finds,
    index: prepareSearch(rows, undefined),
    of: new Map(rows.map((row, at) => [row, finds[at] as Find])),
  };
}

/** The groups in the order in which they are shown. Those that come a moment later stand last, so that nothing moves under the eyes. */
export const GROUPS: Readonly<Record<FindGroup, string>> = {
  function: '功能',
  field: '栏位',
  'own-code': '填入',
  page: '页面',
  setting: '设置',
  party: '收发货人',
  declaration: '单证',
  code: '代码',
};

/** What is typed first narrows to these groups. */
const PREFIXES: Readonly<Record<string, readonly FindGroup[]>> = {
  '>': ['function', 'setting'],
  '/': ['field'],
  '#': ['page', 'declaration'],
  '@': ['party'],
  ':': ['own-code', 'code'],
};

/** What the keys of > and / type in Chinese punctuation; the others have full-width forms. */
const CHINESE: Readonly<Record<string, string>> = { '》': '>', '、': '/' };

export const PREFIX_HINT = '> 功能、设置  / 栏位  # 单证、页面  @ 收发货人  : 代码';

export interface Asked {
  /** The groups that are wanted, and whether people said so. */
  readonly groups: readonly FindGroup[];
  readonly narrowed: boolean;
  readonly text: string;
}

export function askedIn({ words }: Pick<Search, 'words'>): Asked {
  const typed = words.text.trimStart();
  const first = typed.charAt(0);
  const groups = PREFIXES[CHINESE[first] ?? first.normalize('NFKC')];
  return groups
    ? { groups, narrowed: true, text: typed.slice(1).trim() }
    : { groups: Object.keys(GROUPS) as FindGroup[], narrowed: false, text: typed.trim() };
}
