import * as v from 'valibot';
import { UserError } from '../errors.ts';
import { lengthOf } from '../kinds/kind.ts';
import { SMALLEST } from '../paper/fit.ts';
import type { Align, Form, PaperName } from '../paper/form.ts';
import { PAPERS } from '../paper/forms/index.ts';
import { applyTemplate, type BoxChanges, LARGEST } from '../paper/template/apply.ts';
import { boxesOf } from '../paper/template/boxes.ts';
import { changeText, templateFaultText } from '../paper/template/wording.ts';
import { cleanLine } from '../text.ts';
import { stampOf } from './clock.ts';
import type { Office } from './office.ts';
import { type FormOf, originalForm } from './print-papers.ts';
import { oneOf, settingsDocument, text, yesNo } from './settings/document.ts';

const MAX_SHIFT = 300;
const millimetres = () =>
  v.pipe(
    v.number('应为毫米数'),
    v.finite('应为毫米数'),
    v.minValue(-MAX_SHIFT, `应在 -${MAX_SHIFT} 与 ${MAX_SHIFT} 之间`),
    v.maxValue(MAX_SHIFT, `应在 -${MAX_SHIFT} 与 ${MAX_SHIFT} 之间`),
  );
const SIZES = `应在 ${SMALLEST} 与 ${LARGEST} 之间`;
const ALIGNS: readonly [Align, ...Align[]] = ['left', 'center', 'right'];

const BOX = v.object({
  dx: v.optional(millimetres()),
  dy: v.optional(millimetres()),
  dw: v.optional(millimetres()),
  dh: v.optional(millimetres()),
  size: v.optional(v.pipe(v.number('应为磅数'), v.minValue(SMALLEST, SIZES), v.maxValue(LARGEST, SIZES))),
  align: v.optional(oneOf(...ALIGNS)),
  hidden: v.optional(yesNo()),
});

const PAPER_NAMES = PAPERS.map(({ name }) => name);

/** What a template is beside who saved it and when: this is also what files hold. */
export const TEMPLATE_CONTENTS = v.object({
  name: text(),
  paper: v.picklist(PAPER_NAMES, `应为 ${PAPER_NAMES.join('、')} 之一`),
  boxes: v.record(v.string(), BOX),
});

const TEMPLATE = v.object({
  ...TEMPLATE_CONTENTS.entries,
  by: text(),
  /** ISO time. */
  at: text(),
});

/** Differences to the form of a paper under a name (T4). */
export type PrintTemplate = Readonly<v.InferOutput<typeof TEMPLATE>>;
export type PrintTemplateContents = Readonly<v.InferOutput<typeof TEMPLATE_CONTENTS>>;

export const PRINT_TEMPLATES = settingsDocument<readonly PrintTemplate[]>(
  'print-templates',
  v.array(TEMPLATE),
  [],
  'print-templates',
);
/** Characters of a name. */
export const PRINT_TEMPLATE_NAME_MAX = 40;

/** The print templates of the office, those saved last first; with a paper only its own. */
export async function printTemplatesOf(office: Office, paper?: PaperName): Promise<readonly PrintTemplate[]> {
  const held = await office.store.settings.read(PRINT_TEMPLATES);
  return paper === undefined ? held : held.filter(template => template.paper === paper);
}

/** Throws `print-template.missing`. */
export async function printTemplateOf(office: Office, name: string): Promise<PrintTemplate> {
  return theOne(await printTemplatesOf(office), name);
}

function theOne(held: readonly PrintTemplate[], name: string): PrintTemplate {
  const found = held.find(template => isSameName(template.name, name));
  if (found) return found;
  throw new UserError('print-template.missing', `没有名为“${cleanLine(name)}”的打印模板`, {
    exit: 'usage',
    next: ['print-template list 列出全部打印模板'],
  });
}

/** Keeps differences under a new name. Throws `print-template.name` and `print-template.taken`; width and case do not tell names apart. */
export async function keepPrintTemplate(
  office: Office,
  { name: typed, paper, boxes }: PrintTemplateContents,
): Promise<PrintTemplate> {
  const template = { name: checkedName(typed), paper, boxes, by: office.user, at: stampOf(office.now()) };
  await office.store.settings.update(PRINT_TEMPLATES, held => [template, ...without(held, template.name)]);
  return template;
}

/** The others; throws `print-template.taken` when one has this name. */
function without(held: readonly PrintTemplate[], name: string): readonly PrintTemplate[] {
  const other = held.find(each => isSameName(each.name, name));
  if (!other) return held;
  throw new UserError('print-template.taken', `已经有名为“${cleanLine(other.name)}”的打印模板`, {
    exit: 'usage',
    next: ['换一个名称，或先删除原来的打印模板'],
  });
}

/** Keeps other differences in a template; `seen` is when it had been saved as it was read. Throws `print-template.changed` when somebody has saved it since. */
export async function changePrintTemplate(
  office: Office,
  name: string,
  boxes: BoxChanges,
  seen?: string,
): Promise<PrintTemplate> {
  return await replaceOne(office, name, held => {
    if (seen !== undefined && held.at !== seen) {
      throw new UserError('print-template.changed', `打印模板“${held.name}”已由 ${cleanLine(held.by)} 另外保存过`, {
        exit: 'faults',
        next: ['另存为一个新的打印模板，再比较两个'],
      });
    }
    return { ...held, boxes: { ...boxes } };
  });
}

/** Throws `print-template.missing`, `print-template.name`, `print-template.taken`. */
export async function renamePrintTemplate(office: Office, name: string, to: string): Promise<PrintTemplate> {
  const wanted = checkedName(to);
  return await replaceOne(office, name, (held, others) => {
    without(others, wanted);
    return { ...held, name: wanted };
  });
}

/** The same differences under another name. Throws `print-template.missing`, `print-template.name`, `print-template.taken`. */
export async function copyPrintTemplate(office: Office, name: string, to: string): Promise<PrintTemplate> {
  return await keepPrintTemplate(office, { ...(await printTemplateOf(office, name)), name: to });
}

/** Throws `print-template.missing`. */
export async function removePrintTemplate(office: Office, name: string): Promise<void> {
  await office.store.settings.update(PRINT_TEMPLATES, held => {
    const one = theOne(held, name);
    return held.filter(each => each !== one);
  });
}

async function replaceOne(
  office: Office,
  name: string,
  change: (held: PrintTemplate, others: readonly PrintTemplate[]) => PrintTemplate,
): Promise<PrintTemplate> {
  let next: PrintTemplate | undefined;
  await office.store.settings.update(PRINT_TEMPLATES, held => {
    const one = theOne(held, name);
    const others = held.filter(each => each !== one);
    const changed = { ...change(one, others), by: office.user, at: laterThan(one.at, office.now()) };
    next = changed;
    return [changed, ...others];
  });
  return next as unknown as PrintTemplate;
}

/** Two that save within one tick of the clock are told apart. */
function laterThan(before: string, now: number): string {
  const held = Date.parse(before);
  return stampOf(Number.isFinite(held) && held >= now ? held + 1 : now);
}

/** A name as it is kept. Throws `print-template.name`. */
export function checkedName(typed: string): string {
  const name = cleanLine(typed);
  const length = lengthOf(name);
  if (length >= 1 && length <= PRINT_TEMPLATE_NAME_MAX) return name;
  throw new UserError(
    'print-template.name',
    length === 0 ? '没有填写打印模板的名称' : `打印模板的名称有 ${length} 个字，最多 ${PRINT_TEMPLATE_NAME_MAX} 个`,
    { exit: 'usage', next: [`名称为 1 至 ${PRINT_TEMPLATE_NAME_MAX} 个字`] },
  );
}

const folded = (name: string) => cleanLine(name).normalize('NFKC').toLowerCase();
/** Whether two names are one. */
export const isSameName = (a: string, b: string): boolean => folded(a) === folded(b);

/** Templates that were chosen to print with. */
export interface ChosenTemplates {
  readonly formOf: FormOf;
  readonly templates: readonly PrintTemplate[];
  /** What the forms cannot take of them, in words. */
  readonly warnings: readonly string[];
}

/** The forms with the templates of these names, at most one for a paper. Throws `print-template.missing` and `print-template.twice`. */
export async function choosePrintTemplates(office: Office, names: readonly string[]): Promise<ChosenTemplates> {
  const held = await printTemplatesOf(office);
  const templates = [...new Set(names.map(name => theOne(held, name)))];
  const forms = new Map<PaperName, Form>();
  const warnings: string[] = [];
  for (const { name, paper, boxes } of templates) {
    const original = originalForm(paper);
    if (forms.has(paper)) {
      const both = templates.filter(each => each.paper === paper).map(each => `“${each.name}”`);
      throw new UserError('print-template.twice', `${both.join('、')}都是${original.title}的打印模板`, {
        exit: 'usage',
        next: ['每种单据只写一个打印模板'],
      });
    }
    const { form, faults } = applyTemplate(original, boxes);
    forms.set(paper, form);
    warnings.push(...faults.map(fault => `打印模板“${name}”：${templateFaultText(fault)}`));
  }
  return { formOf: paper => forms.get(paper) ?? originalForm(paper), templates, warnings };
}

/** What a template changes of its form, box by box, and what the form cannot take of it. */
export function describedPrintTemplate({ paper, boxes }: PrintTemplate): {
  readonly changes: readonly { readonly id: string; readonly name: string; readonly text: string }[];
  readonly warnings: readonly string[];
} {
  const form = originalForm(paper);
  const names = new Map(boxesOf(form).map(({ id, name }) => [id, name]));
  return {
    changes: Object.entries(boxes).map(([id, change]) => ({
      id,
      name: names.get(id) ?? cleanLine(id),
      text: changeText(change),
    })),
    warnings: applyTemplate(form, boxes).faults.map(templateFaultText),
  };
}
