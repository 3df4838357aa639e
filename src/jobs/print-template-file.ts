import * as v from 'valibot';
import { UserError } from '../errors.ts';
import { applyTemplate } from '../paper/template/apply.ts';
import { templateFaultText } from '../paper/template/wording.ts';
import { cleanLine } from '../text.ts';
import { stampOf } from './clock.ts';
import { writeNewFile } from './new-file.ts';
import type { Office } from './office.ts';
import { originalForm } from './print-papers.ts';
import {
  checkedName,
  isSameName,
  PRINT_TEMPLATES,
  type PrintTemplate,
  printTemplateOf,
  printTemplatesOf,
  TEMPLATE_CONTENTS,
} from './print-templates.ts';

const FORMAT = 'baojian.print-templates';

/** Print templates as a file holds them. */
export interface PrintTemplateFile {
  readonly format: typeof FORMAT;
  readonly version: 1;
  readonly templates: readonly v.InferOutput<typeof TEMPLATE_CONTENTS>[];
}

const FILE = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  templates: v.array(v.unknown()),
});

/** The templates of these names, or all. Throws `print-template.missing`. */
export async function exportPrintTemplates(office: Office, names: readonly string[] = []): Promise<PrintTemplateFile> {
  const templates =
    names.length === 0
      ? await printTemplatesOf(office)
      : await Promise.all(names.map(name => printTemplateOf(office, name)));
  return {
    format: FORMAT,
    version: 1,
    templates: templates.map(({ name, paper, boxes }) => ({ name, paper, boxes })),
  };
}

/** Writes templates to a file; one that is there stays as it is. Throws `export.write`. */
export async function writePrintTemplates(path: string, file: PrintTemplateFile): Promise<void> {
  await writeNewFile(path, new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`));
}

/** What became of a template of a file. */
export interface ImportedTemplate {
  readonly name: string;
  readonly title: string;
  readonly outcome: 'added' | 'replaced';
  /** What the form cannot take of it, in words. */
  readonly warnings: readonly string[];
}

/**
 * Takes the templates of a file in, all of them or none; one of the same name is replaced only when asked for with `again`.
 * Throws `print-template.file` with all that is wrong, and `print-template.taken`.
 */
export async function importPrintTemplates(
  office: Office,
  bytes: Uint8Array,
  { again = false }: { readonly again?: boolean } = {},
): Promise<readonly ImportedTemplate[]> {
  const given = readTemplates(bytes);
  const stamp = { by: office.user, at: stampOf(office.now()) };
  let imported: readonly ImportedTemplate[] = [];
  await office.store.settings.update(PRINT_TEMPLATES, held => {
    const taken = held.filter(each => given.some(({ name }) => isSameName(name, each.name)));
    if (taken.length > 0 && !again) throw alreadyThere(taken);
    imported = given.map(({ name, paper, boxes }) => ({
      name,
      title: originalForm(paper).title,
      outcome: taken.some(each => isSameName(each.name, name)) ? 'replaced' : 'added',
      warnings: applyTemplate(originalForm(paper), boxes).faults.map(templateFaultText),
    }));
    return [...given.map(template => ({ ...template, ...stamp })), ...held.filter(each => !taken.includes(each))];
  });
  return imported;
}

function alreadyThere(taken: readonly PrintTemplate[]): UserError {
  const names = taken.map(({ name }) => `“${cleanLine(name)}”`).join('、');
  return new UserError('print-template.taken', `已经有这些名称的打印模板，没有改动：${names}`, {
    exit: 'usage',
    next: ['用 --again 替换原来的，或先改名'],
  });
}

function readTemplates(bytes: Uint8Array): PrintTemplateFile['templates'] {
  const parsed = v.safeParse(FILE, jsonIn(bytes));
  if (!parsed.success) throw wrong(['这不是打印模板的文件']);
  const { version, templates } = parsed.output;
  if (version !== 1) throw wrong(['它是更新版本的程序写的，请先升级报检台']);
  if (templates.length === 0) throw wrong(['里面没有打印模板']);
  const faults: string[] = [];
  const given = templates.flatMap((json, at) => {
    const one = v.safeParse(TEMPLATE_CONTENTS, json);
    if (!one.success) {
      const [issue] = one.issues;
      const place = cleanLine(v.getDotPath(issue) ?? '');
      faults.push(
        `第 ${at + 1} 个打印模板${place && `的 ${place}`}：${issue.received === 'undefined' ? '没有填写' : issue.message}`,
      );
      return [];
    }
    try {
      return [{ ...one.output, name: checkedName(one.output.name) }];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(`第 ${at + 1} 个打印模板：${error.message}`);
      return [];
    }
  });
  const doubled = given.filter(({ name }, at) => given.findIndex(each => isSameName(each.name, name)) < at);
  faults.push(...doubled.map(({ name }) => `名称重复：“${name}”`));
  if (faults.length > 0) throw wrong(faults);
  return given;
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw wrong(['不是完整的 JSON 文件']);
  }
}

const MAX_TOLD = 20;

function wrong(faults: readonly string[]): UserError {
  const more = faults.length > MAX_TOLD ? `；另有 ${faults.length - MAX_TOLD} 处` : '';
  return new UserError('print-template.file', `打印模板没有导入：${faults.slice(0, MAX_TOLD).join('；')}${more}`, {
    exit: 'faults',
    next: ['用 print-template export 写出的文件导入'],
  });
}
