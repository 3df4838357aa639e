import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaperName } from '../paper/form.ts';
import type { Office } from './office.ts';
import { fontsOf, writePdf } from './print-files.ts';
import { chosenPapers, pagesOf, placePapers } from './print-papers.ts';
import { choosePrintTemplates } from './print-templates.ts';

/** Which papers are looked at, and whether without their forms. */
interface PreviewedPapers {
  readonly papers?: readonly PaperName[];
  readonly valuesOnly: boolean;
  /** The print templates that they are printed with. */
  readonly templates?: readonly string[];
}

/** Writes the papers of a declaration that are looked at into a file. It is not printed by that. */
export async function writePreview(
  office: Office,
  file: string,
  entryNo: string,
  { papers, valuesOnly, templates = [] }: PreviewedPapers,
): Promise<void> {
  const record = await office.store.get(entryNo);
  const { formOf } = await choosePrintTemplates(office, templates);
  const placed = placePapers(record, office.book, papers && chosenPapers(record.document, papers), formOf);
  await writePdf(office, file, await fontsOf(office), [pagesOf(placed)], { valuesOnly, title: entryNo });
}

/** The papers of a declaration as a PDF of its own in the folder for temporary files, opened in the viewer of the desktop if there is one. */
export async function openPreviewFile(
  office: Office,
  entryNo: string,
  of: PreviewedPapers,
): Promise<{ readonly file: string; readonly opened: boolean }> {
  const file = join(await mkdtemp(join(tmpdir(), 'baojian-preview-')), `${entryNo}.pdf`);
  await writePreview(office, file, entryNo, of);
  return { file, opened: await openInDesktop(office, file) };
}

/** The program of this desktop that opens a file; none on a machine that is reached by a terminal alone. */
function openerOf({ env, platform }: Pick<Office, 'env' | 'platform'>): readonly string[] | undefined {
  if (platform === 'win32') return ['explorer.exe'];
  // Over a remote line the desktop, if there is one, is not the one that people sit at.
  if (env.SSH_CONNECTION && !env.DISPLAY) return undefined;
  if (platform === 'darwin') return ['open'];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}

/** An address in the browser of the desktop if there is one: by a file, because what it holds must not be seen among the running programs. */
export async function openAddress(office: Pick<Office, 'env' | 'platform'>, address: string): Promise<boolean> {
  if (openerOf(office) === undefined) return false;
  const file = join(await mkdtemp(join(tmpdir(), 'baojian-web-')), 'open.html');
  const quoted = address.replace(/[&"<>]/gu, character => `&#${character.charCodeAt(0)};`);
  await writeFile(file, `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${quoted}">`, {
    mode: 0o600,
  });
  return await openInDesktop(office, file);
}

async function openInDesktop(office: Pick<Office, 'env' | 'platform'>, file: string): Promise<boolean> {
  const [program, ...words] = openerOf(office) ?? [];
  if (program === undefined) return false;
  return await new Promise(resolve => {
    const child = spawn(program, [...words, file], { env: { ...office.env }, stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
