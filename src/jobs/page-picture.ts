import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../errors.ts';
import type { PaperName } from '../paper/form.ts';
import type { Office } from './office.ts';
import { writePreview } from './open-file.ts';

const run = promisify(execFile);

/** A part of a page in points of a screen. */
export interface PictureOf {
  readonly entryNo: string;
  readonly papers?: readonly PaperName[];
  readonly valuesOnly: boolean;
  /** The print templates that it is printed with. */
  readonly templates?: readonly string[];
  /** Counted from 1 over all papers. */
  readonly page: number;
  /** Points in a millimetre. */
  readonly across: number;
  readonly down: number;
  /** The window, in points. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly format: 'png' | 'gray';
}

const MILLIMETRES_AN_INCH = 25.4;
const MAX_BYTES = 64 * 1024 * 1024;

/** Draws a part of a page by poppler's pdftoppm, as PNG or PGM. Throws `print.no-rasteriser` where that is not installed, `print.no-picture` where it fails. */
export async function pagePicture(office: Office, of: PictureOf): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'baojian-picture-'));
  try {
    const file = join(folder, 'page.pdf');
    await writePreview(office, file, of.entryNo, of);
    const { across, down, x, y, width, height, page, format } = of;
    const words = Object.entries({
      f: page,
      l: page,
      rx: (across * MILLIMETRES_AN_INCH).toFixed(3),
      ry: (down * MILLIMETRES_AN_INCH).toFixed(3),
      x,
      y,
      W: width,
      H: height,
    }).flatMap(([name, value]) => [`-${name}`, String(value)]);
    const { stdout } = await run('pdftoppm', [...words, `-${format}`, file], {
      env: { ...office.env },
      encoding: 'buffer',
      maxBuffer: MAX_BYTES,
    }).catch(cause => {
      throw failure(cause);
    });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failure(cause: NodeJS.ErrnoException): UserError {
  if (cause.code !== 'ENOENT') {
    const next = ['按 V 再试', '或按 O 打开 PDF'];
    return new UserError('print.no-picture', 'pdftoppm 没有画出这一页', { exit: 'faults', next, cause });
  }
  return new UserError('print.no-rasteriser', '没有装 pdftoppm，显示不了真实的版面', {
    exit: 'faults',
    next: ['请管理员安装 poppler-utils（Debian：apt install poppler-utils）', '或按 O 打开 PDF'],
    cause,
  });
}
