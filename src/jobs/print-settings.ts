import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { Bug, UserError } from '../errors.ts';
import type { FontFiles } from '../paper/fonts.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';
import { settingsDocument, text } from './settings/document.ts';

const SCHEMA = v.object({
  /** A TrueType font for characters that the program's own lacks. */
  fallbackFont: v.optional(text()),
});

/** What an office says of its papers. */
export type PaperSettings = Readonly<v.InferOutput<typeof SCHEMA>>;

export const PAPER_SETTINGS = settingsDocument<PaperSettings>('paper', SCHEMA, {});

export const paperSettings = ({ store }: Pick<Office, 'store'>): Promise<PaperSettings> =>
  store.settings.read(PAPER_SETTINGS);

/** Takes a second font, or none. Throws `settings.font`. */
export async function changePaperSettings({ store }: Pick<Office, 'store'>, fallbackFont: string): Promise<void> {
  const [fault] = paperFaults({ fallbackFont });
  if (fault) throw fault;
  await store.settings.update(PAPER_SETTINGS, ({ fallbackFont: _, ...held }) => ({
    ...held,
    ...(fallbackFont !== '' && { fallbackFont }),
  }));
}

/** A font that is not there would be found missing on the paper. */
export function paperFaults({ fallbackFont }: PaperSettings): readonly UserError[] {
  if (!fallbackFont || existsSync(fallbackFont)) return [];
  return [
    new UserError('settings.font', `没有这个字体文件：${cleanLine(fallbackFont)}`, {
      exit: 'faults',
      next: ['写明 .ttf 或 .otf 文件的完整路径'],
    }),
  ];
}

const MAIN = 'NotoSerifSC_400Regular.ttf';
/** Below the folder of the program: as it is built, and as the package brings it. */
const MAIN_FOLDERS = ['dist/fonts', 'node_modules/@expo-google-fonts/noto-serif-sc/400Regular'];
/** The wide font of Debian's fonts-hanazono. */
const HANAZONO = '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf';

/** The fonts to print with: the program's own, and the office's or the system's for what it lacks. */
export async function fontFilesOf({ dataFolder, store }: Pick<Office, 'dataFolder' | 'store'>): Promise<FontFiles> {
  const candidates = MAIN_FOLDERS.map(folder => join(dirname(dataFolder), folder, MAIN));
  const main = candidates.find(file => existsSync(file));
  if (main === undefined) throw new Bug(`No font to print with: ${candidates.join(', ')}`);
  const { fallbackFont } = await store.settings.read(PAPER_SETTINGS);
  return { main, second: [...(fallbackFont ? [fallbackFont] : []), HANAZONO] };
}
