import * as v from 'valibot';
import type { Direction } from '../catalogue/row.ts';
import type { CodeRow } from '../codes/row.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';
import { settingsDocument, text } from './settings/document.ts';

/** The two pages of 随附单据快捷键: inbound 101xxx, outbound 102xxx. Packaging uses the outbound one. */
export type ShortcutPage = 'in' | 'out';
export const SHORTCUT_PAGES: readonly ShortcutPage[] = ['in', 'out'];

/** Code of a document → its character, `0`-`9` or `A`-`Z`; a document without one is absent. */
export type Characters = Readonly<Record<string, string>>;
/** The characters in force, of both pages (S2). A plain value: a page reads it once and uses it while keys are typed. */
export type Shortcuts = Readonly<Record<ShortcutPage, Characters>>;

/** One character for several documents of a page. */
export interface Clash {
  readonly character: string;
  readonly codes: readonly string[];
}

const characters = () => v.record(v.string(), text());
/** A page that was never applied is absent: the defaults of the code table hold. */
const STORED = v.object({ in: v.exactOptional(characters()), out: v.exactOptional(characters()) });
export type StoredShortcuts = Readonly<v.InferOutput<typeof STORED>>;
export const SHORTCUTS = settingsDocument<StoredShortcuts>('shortcuts', STORED, {});

const TABLE = 'attached-documents';
const FORM = /^[0-9A-Z]$/u;

/** The page that a declaration of this direction types by. */
export function shortcutPageOf(direction: Direction): ShortcutPage {
  return direction === 'in' ? 'in' : 'out';
}

/** The documents of a page in the order of their codes. */
export function documentsOf(office: Pick<Office, 'codes'>, page: ShortcutPage): readonly CodeRow[] {
  return office.codes.table(TABLE).rows.filter(({ extra }) => extra.direction === page);
}

/** A character as it is kept: narrow and upper case, for `a` and `Ａ` are one key. */
export function shortcutOf(typed: string): string {
  return typed.normalize('NFKC').trim().toUpperCase();
}

/** Characters that stand for more than one document of a page, in the order of the codes; width and case do not count. */
export function clashesIn(page: Characters): readonly Clash[] {
  const codes = new Map<string, string[]>();
  for (const [code, typed] of Object.entries(page)) {
    const character = shortcutOf(typed);
    if (character !== '') codes.set(character, [...(codes.get(character) ?? []), code]);
  }
  return [...codes].flatMap(([character, sharing]) => (sharing.length > 1 ? [{ character, codes: sharing }] : []));
}

/** All that is wrong with a page: `shortcuts.document`, `shortcuts.character`, `shortcuts.clash`. */
export function shortcutFaults(
  office: Pick<Office, 'codes'>,
  page: ShortcutPage,
  wanted: Characters,
): readonly UserError[] {
  const names = new Map(documentsOf(office, page).map(({ code, name }) => [code, `${code} ${name}`]));
  const entries = Object.entries(wanted);
  const wrong = (code: string, message: string, next: string) =>
    new UserError(code, message, { exit: 'usage', next: [next] });
  return [
    ...entries
      .filter(([code]) => !names.has(code))
      .map(([code]) =>
        wrong(
          'shortcuts.document',
          `${TITLES[page]}里没有这个单据：${cleanLine(code)}`,
          '单据代码见 codes search attached-documents',
        ),
      ),
    ...entries
      .filter(([code, typed]) => names.has(code) && shortcutOf(typed) !== '' && !FORM.test(shortcutOf(typed)))
      .map(([code, typed]) =>
        wrong(
          'shortcuts.character',
          `${names.get(code)} 的快捷键“${cleanLine(typed)}”不能用`,
          '快捷键是一位数字 0-9 或字母 a-z，不分大小写',
        ),
      ),
    ...clashesIn(wanted).map(({ character, codes }) =>
      wrong(
        'shortcuts.clash',
        `快捷键“${character}”重复：${codes.map(code => names.get(code) ?? cleanLine(code)).join('、')}`,
        '每个快捷键只能给一种单据',
      ),
    ),
  ];
}

const TITLES: Readonly<Record<ShortcutPage, string>> = { in: '入境随附单据', out: '出境随附单据' };

/** The characters that the code table gives to the documents of a page. */
export function defaultShortcuts(office: Pick<Office, 'codes'>, page: ShortcutPage): Characters {
  return Object.fromEntries(
    documentsOf(office, page).flatMap(({ code, extra }) => (extra.shortcut ? [[code, extra.shortcut]] : [])),
  );
}

/** The characters in force. */
export async function shortcutsOf(office: Office): Promise<Shortcuts> {
  return shortcutsInForce(office, await office.store.settings.read(SHORTCUTS));
}

/** What is kept, with the defaults where a page was never applied. */
export function shortcutsInForce(office: Pick<Office, 'codes'>, stored: StoredShortcuts): Shortcuts {
  return {
    in: stored.in ?? defaultShortcuts(office, 'in'),
    out: stored.out ?? defaultShortcuts(office, 'out'),
  };
}

/** The page as it is kept: without empty characters, and absent when it says what the table says. */
export function storedPage(
  office: Pick<Office, 'codes'>,
  page: ShortcutPage,
  wanted: Characters,
): Characters | undefined {
  const kept = Object.fromEntries(
    Object.entries(wanted).flatMap(([code, typed]) => (shortcutOf(typed) === '' ? [] : [[code, shortcutOf(typed)]])),
  );
  const usual = defaultShortcuts(office, page);
  const same =
    Object.keys(kept).length === Object.keys(usual).length &&
    Object.keys(kept).every(code => kept[code] === usual[code]);
  return same ? undefined : kept;
}

/** Applies a whole page (应用), or what is made of the one in force. Throws the first of `shortcutFaults`; then nothing is kept. */
export async function keepShortcuts(
  office: Office,
  page: ShortcutPage,
  wanted: Characters | ((inForce: Characters) => Characters),
): Promise<Shortcuts> {
  const stored = await office.store.settings.update(SHORTCUTS, held => {
    const { [page]: _replaced, ...other } = held;
    const next = typeof wanted === 'function' ? wanted(shortcutsInForce(office, held)[page]) : wanted;
    const [fault] = shortcutFaults(office, page, next);
    if (fault) throw fault;
    const kept = storedPage(office, page, next);
    return { ...other, ...(kept && { [page]: kept }) };
  });
  return shortcutsInForce(office, stored);
}

/** The rows of a code table as they are typed: documents carry the characters in force in place of those of the table. */
export function withShortcuts(table: string, rows: readonly CodeRow[], shortcuts: Shortcuts): readonly CodeRow[] {
  if (table !== TABLE) return rows;
  return rows.map(row => {
    const page = row.extra.direction === 'in' ? shortcuts.in : shortcuts.out;
    return { ...row, extra: { ...row.extra, shortcut: page[row.code] ?? '' } };
  });
}
