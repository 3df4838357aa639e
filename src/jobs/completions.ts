import { STATUS_MARKS } from '../declaration/life-cycle.ts';
import { cleanLine } from '../text.ts';
import { listedTables } from './code-status.ts';
import type { Office } from './office.ts';
import { listOutbox } from './outbox.ts';
import { printTemplatesOf } from './print-templates.ts';
import { getSetting } from './settings/by-name.ts';
import { PLATFORMS } from './settings/channel.ts';
import { templatesOf } from './templates.ts';

/** What a shell may be offered of an office. */
export type OfficeValues =
  | 'entry-numbers'
  | 'tables'
  | 'settings'
  | 'templates'
  | 'print-templates'
  | 'waiting-messages'
  | 'platforms'
  | 'trashed'
  | { readonly codesOf: string };

export interface OfficeValue {
  readonly word: string;
  readonly about: string;
}

/** More than a screen of them helps nobody; the newest come first. */
const MAX_VALUES = 200;

/** What there is in the office that begins with `typed`. */
export async function officeValues(
  office: Office,
  values: OfficeValues,
  typed: string,
): Promise<readonly OfficeValue[]> {
  const found =
    typeof values === 'object' ? codesOf(office, values.codesOf, typed) : await LISTS[values](office, typed);
  return found.filter(({ word }) => word.startsWith(typed)).slice(0, MAX_VALUES);
}

const LISTS: Readonly<
  Record<Extract<OfficeValues, string>, (office: Office, typed: string) => Promise<readonly OfficeValue[]>>
> = {
  async 'entry-numbers'(office, typed) {
    const rows = office.store.rows();
    const found: OfficeValue[] = [];
    for (let index = 0; index < rows.length && found.length < MAX_VALUES; index += 1) {
      const row = rows.at(index);
      if (row?.entryNo.startsWith(typed.toUpperCase()))
        found.push({ word: row.entryNo, about: cleanLine(`${STATUS_MARKS[row.status].word} ${row.party}`) });
    }
    // As it was typed: a shell takes nothing that begins otherwise.
    return found.map(({ word, about }) => ({ word: `${typed}${word.slice(typed.length)}`, about }));
  },
  tables: async office => (await listedTables(office)).map(({ name, title }) => ({ word: name, about: title })),
  async settings(office) {
    const { leaves, secrets } = await getSetting(office, '');
    return [
      ...leaves.map(({ name, value }) => ({ word: name, about: cleanLine(String(value ?? '')) })),
      ...secrets.map(({ name, set }) => ({ word: name, about: set ? '已设置' : '未设置' })),
    ];
  },
  templates: async office => (await templatesOf(office)).map(({ name, by }) => ({ word: name, about: cleanLine(by) })),
  'print-templates': async office => (await printTemplatesOf(office)).map(({ name }) => ({ word: name, about: '' })),
  platforms: async () => Object.entries(PLATFORMS).map(([word, about]) => ({ word, about })),
  trashed: async office => (await office.store.trash()).map(word => ({ word, about: '' })),
  'waiting-messages': async office =>
    (await listOutbox(office)).map(({ entryNo, attempts }) => ({
      word: entryNo,
      about: cleanLine(attempts.at(-1)?.text ?? ''),
    })),
};

function codesOf({ codes }: Office, table: string, typed: string): readonly OfficeValue[] {
  if (!codes.has(table)) return [];
  return codes
    .table(table)
    .under(typed.toUpperCase())
    .slice(0, MAX_VALUES)
    .map(({ code, name }) => ({ word: `${typed}${code.slice(typed.length)}`, about: cleanLine(name) }));
}
