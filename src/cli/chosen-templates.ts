import type { Office } from '../jobs/office.ts';
import type { Printed } from '../jobs/print-declarations.ts';
import type { ChosenTemplates } from '../jobs/print-templates.ts';
import { cleanLine } from '../text.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';

/** The print templates that `--template` names, with what their forms cannot take told. */
export async function templatesNamed(
  { report }: Context,
  office: Office,
  words: string | undefined,
): Promise<Partial<ChosenTemplates>> {
  if (words === undefined) return {};
  const names = words.split(/[,，]/u).map(name => name.trim());
  if (names.some(name => name === '')) throw usage('没有写明打印模板的名称', '列出全部打印模板：print-template list');
  const { choosePrintTemplates } = await import('../jobs/print-templates.ts');
  const chosen = await choosePrintTemplates(office, names);
  for (const warning of chosen.warnings) report.note(warning);
  return chosen;
}

/** Whoever chose a template thinks that it was used. */
export function noteUnused(
  { report }: Context,
  printed: readonly Printed[],
  templates: ChosenTemplates['templates'],
): void {
  if (printed.every(({ outcome }) => outcome !== 'printed')) return;
  for (const { name, paper } of templates) {
    if (printed.some(({ papers }) => papers.includes(paper))) continue;
    report.note(`打印模板“${cleanLine(name)}”没有用上：它用于 ${paper}，这次没有打印这种单据`);
  }
}
