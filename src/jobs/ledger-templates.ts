import * as v from 'valibot';
import { UserError } from '../errors.ts';
import { isLedgerColumn, LEDGER_COLUMN_NAMES, type LedgerColumnName, ledgerColumn } from '../ledger/columns.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';
import { settingsDocument, text } from './settings/document.ts';

const TEMPLATE = v.object({ name: text(), columns: v.array(text()) });

/** The columns of an export of the ledger, in their order, under a name (3.8). */
export type LedgerTemplate = Readonly<v.InferOutput<typeof TEMPLATE>>;

export const LEDGER_TEMPLATES = settingsDocument<readonly LedgerTemplate[]>(
  'ledger-templates',
  v.array(TEMPLATE),
  [],
  'templates',
);

/** Characters of a name. */
export const LEDGER_TEMPLATE_NAME_MAX = 40;

/** Names are the same whatever their width and case. */
const folded = (name: string): string => cleanLine(name).normalize('NFKC').toLowerCase().trim();

/** As they are kept: of the same name only the last, each column once. */
export function keptTemplates(templates: readonly LedgerTemplate[]): readonly LedgerTemplate[] {
  const kept = templates.map(({ name, columns }) => ({ name: cleanLine(name).trim(), columns: [...new Set(columns)] }));
  return [...new Map(kept.map(template => [folded(template.name), template])).values()];
}

/** What is wrong with templates: `ledger.template-name`, `ledger.columns`, `ledger.column`. */
export function templateFaults(templates: readonly LedgerTemplate[]): readonly UserError[] {
  return keptTemplates(templates).flatMap(({ name, columns }) => {
    const faults: UserError[] = [];
    if (name === '' || [...name].length > LEDGER_TEMPLATE_NAME_MAX) {
      faults.push(
        new UserError(
          'ledger.template-name',
          name === '' ? '没有填写导出模板的名称' : `导出模板的名称最多 ${LEDGER_TEMPLATE_NAME_MAX} 个字`,
          { exit: 'usage', next: ['换一个名称'] },
        ),
      );
    }
    return [...faults, ...columnFaults(columns)];
  });
}

function columnFaults(columns: readonly string[]): readonly UserError[] {
  if (columns.length === 0)
    return [new UserError('ledger.columns', '没有选择要导出的项', { exit: 'usage', next: [possibleColumns()] })];
  return columns
    .filter(name => !isLedgerColumn(name))
    .map(
      name =>
        new UserError('ledger.column', `没有可以导出的项“${cleanLine(name)}”`, {
          exit: 'usage',
          next: [possibleColumns()],
        }),
    );
}

const possibleColumns = (): string =>
  `可用的有：${LEDGER_COLUMN_NAMES.map(name => `${name} ${ledgerColumn(name).label}`).join('、')}`;

/** Names of columns, by their name or their heading. Throws `ledger.columns`, `ledger.column`. */
export function columnsNamed(words: readonly string[]): readonly LedgerColumnName[] {
  const names = words.map(
    word => LEDGER_COLUMN_NAMES.find(name => name === word || ledgerColumn(name).label === word) ?? word,
  );
  const [fault] = columnFaults(names);
  if (fault) throw fault;
  return [...new Set(names.filter(isLedgerColumn))];
}

export async function ledgerTemplatesOf(office: Office): Promise<readonly LedgerTemplate[]> {
  return await office.store.settings.read(LEDGER_TEMPLATES);
}

/** Its columns; those that this program does not know are left out. Throws `ledger.template-missing`. */
export async function templateColumns(office: Office, name: string): Promise<readonly LedgerColumnName[]> {
  const held = await ledgerTemplatesOf(office);
  const found = held.find(template => folded(template.name) === folded(name));
  const columns = found?.columns.filter(isLedgerColumn) ?? [];
  if (columns.length > 0) return columns;
  const names = held.map(template => template.name).join('、');
  throw new UserError('ledger.template-missing', `没有名为“${cleanLine(name)}”的导出模板`, {
    exit: 'usage',
    next: [
      held.length > 0
        ? `已有的是：${names}`
        : '先保存一个：export --columns … --keep 名称，或在统计查询的导出里按 Ctrl+T',
    ],
  });
}

/** Keeps columns under a name, in the place of those of the same name. Throws as `templateFaults` says. */
export async function keepLedgerTemplate(office: Office, template: LedgerTemplate): Promise<LedgerTemplate> {
  const [fault] = templateFaults([template]);
  if (fault) throw fault;
  const [kept = template] = keptTemplates([template]);
  await office.store.settings.update(LEDGER_TEMPLATES, held => [kept, ...otherThan(held, kept.name)]);
  return kept;
}

/** The others that are left. */
export async function dropLedgerTemplate(office: Office, name: string): Promise<readonly LedgerTemplate[]> {
  return await office.store.settings.update(LEDGER_TEMPLATES, held => otherThan(held, name));
}

const otherThan = (held: readonly LedgerTemplate[], name: string): readonly LedgerTemplate[] =>
  held.filter(each => folded(each.name) !== folded(name));
