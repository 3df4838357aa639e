import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

/** The whole path that people mean: `~` is the user's folder, a relative one counts from where the program runs; quotes that terminals put around a file dropped into them go. */
export function pathMeant(typed: string, userFolder: string): string {
  return resolve(spelled(typed, userFolder));
}

/** The dialog for a file starts with `~/`; whoever types a whole path behind it means that path alone. */
const begunAnew = (typed: string): string =>
  typed.trimStart().replace(/^~[/\\](?=['"]?(?:[/\\~]|[A-Za-z]:[/\\]))/u, '');

function spelled(typed: string, userFolder: string): string {
  const whole = begunAnew(typed).trim();
  const bare = /^(['"])(.*)\1$/u.exec(whole)?.[2] ?? unescaped(whole);
  return userFolder !== '' && /^~(?:[/\\]|$)/u.test(bare) ? `${userFolder}${bare.slice(1)}` : bare;
}

/** What terminals make of a file that is dropped into them: an address, or blanks and brackets behind backslashes. */
function unescaped(text: string): string {
  const address = /^file:\/\/(?:localhost)?(\/.*)$/iu.exec(text)?.[1];
  if (address !== undefined) return decoded(address);
  // A path of Windows has backslashes of its own.
  return sep === '\\' || isOfWindows(text) ? text : text.replace(/\\([^A-Za-z0-9])/gu, '$1');
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

const isOfWindows = (path: string): boolean => /(?:^|\/)(?:[A-Za-z]:[\\/]|\\\\[^\\])[^/]*$/u.test(path);

/** A file that a path of Windows means is on the computer where the terminal runs, not on this server. */
export function elsewhereError(path: string): UserError | undefined {
  if (sep === '\\' || !isOfWindows(path)) return undefined;
  const name = cleanLine(/[A-Za-z]:[\\/].*$|\\\\.*$/u.exec(path)?.[0] ?? path);
  return fileError(
    'elsewhere',
    `${name} 是您自己电脑上的文件，这里是服务器`,
    '先用 scp、sftp 或终端的上传功能传到服务器，再写传到的位置',
  );
}

/** What is said of a whole path, with the path as it was typed. */
export function sayingTyped(text: string, typed: string, path: string): string {
  return text.replaceAll(cleanLine(path), () => cleanLine(begunAnew(typed).trim()));
}

/** A file that people gave, of at most so many bytes. Throws `file.missing`, `file.folder`, `file.unreadable`, `file.too-large`. */
export async function readGiven(path: string, mostBytes: number): Promise<Uint8Array> {
  const name = cleanLine(path);
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) throw fileError('folder', `${name} 是文件夹`, '写上里面的文件名；Tab 列出里面的文件');
    // A pipe or a device may never end.
    if (!facts.isFile()) throw fileError('unreadable', `${name} 不是普通文件`, '选择另一个文件');
    if (facts.size > mostBytes) {
      throw fileError(
        'too-large',
        `文件太大：${inMegabytes(facts.size)} MB，最多 ${inMegabytes(mostBytes)} MB`,
        '换一个小的文件，或分成几个',
      );
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const missing = ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
    throw missing
      ? (elsewhereError(path) ??
          fileError('missing', `没有这个文件：${name}`, '检查文件名和所在的文件夹；Tab 补全名称', cause))
      : fileError('unreadable', `读不了文件：${name}`, '检查文件的读取权限', cause);
  }
}

const inMegabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/u, '');

function fileError(word: string, message: string, next: string, cause?: unknown): UserError {
  return new UserError(`file.${word}`, message, { exit: 'faults', next: [next], cause });
}

/** What can be made of the beginning of a path. */
export interface Completion {
  /** The path as far as all names that fit agree. */
  readonly text: string;
  /** The names that fit; folders end with a separator. */
  readonly names: readonly string[];
}

/**
 * Completes the last name of a path that is being typed, keeping how it began (`~`, relative). Files with other endings than `endings` are left out,
 * and hidden ones unless a dot was typed. Throws `file.no-folder`.
 */
export async function completePath(
  typed: string,
  userFolder: string,
  endings: readonly string[] = [],
): Promise<Completion> {
  const text = begunAnew(typed);
  if (text === '~') return { text: `~${sep}`, names: [] };
  const { before, begun } = splitPath(text);
  const names = await namesIn(folderMeant(before, userFolder), before, endings, begun.startsWith('.'));
  const fitting = beginningWith(names, begun);
  const [only] = fitting;
  if (only === undefined) return { text, names: [] };
  return { text: before + commonBeginning(fitting), names: fitting };
}

/** The folder in which the last name of a path is being typed, and what it holds. */
export interface FolderListing {
  /** The path as far as the folder, as it was typed. */
  readonly before: string;
  /** Files of the endings wanted, then folders, which end with a separator, then the way up. */
  readonly names: readonly string[];
}

/** The folder part of what is typed, and the beginning of the name behind it. */
export function splitPath(typed: string): { readonly before: string; readonly begun: string } {
  const text = begunAnew(typed);
  const cut = Math.max(text.lastIndexOf('/'), text.lastIndexOf(sep)) + 1;
  return { before: text.slice(0, cut), begun: text.slice(cut) };
}

/** What people can choose from while they type a path; a folder that cannot be opened offers nothing, for it may be half typed. */
export async function listFolder(
  typed: string,
  userFolder: string,
  endings: readonly string[] = [],
): Promise<FolderListing> {
  const { before, begun } = splitPath(typed);
  const folder = folderMeant(before, userFolder);
  const names = await namesIn(folder, before, endings, begun.startsWith('.')).catch(() => undefined);
  if (!names) return { before, names: [] };
  const up = dirname(folder) === folder ? [] : [`..${sep}`];
  const [folders, files] = [names.filter(name => name.endsWith(sep)), names.filter(name => !name.endsWith(sep))];
  return { before, names: [...files, ...folders, ...up] };
}

/** A path as short as people write it. */
export function shortPath(path: string, userFolder: string): string {
  return userFolder !== '' && path.startsWith(`${userFolder}${sep}`) ? `~${path.slice(userFolder.length)}` : path;
}

const folderMeant = (before: string, userFolder: string): string => {
  const folder = spelled(before === '' ? '.' : before, userFolder);
  return isAbsolute(folder) ? folder : resolve(folder);
};

async function namesIn(folder: string, typed: string, endings: readonly string[], hidden: boolean): Promise<string[]> {
  try {
    const found = await Promise.all(
      (await readdir(folder, { withFileTypes: true })).map(async entry => {
        const { name } = entry;
        // A name with control characters could change the screen, so it is not offered.
        if ((name.startsWith('.') && !hidden) || cleanLine(name) !== name.replace(/ +/gu, ' ').trim()) return [];
        const link = entry.isSymbolicLink() ? await stat(join(folder, name)).catch(() => undefined) : entry;
        if (link?.isDirectory()) return [name + sep];
        const wanted = endings.length === 0 || endings.some(ending => name.toLowerCase().endsWith(ending));
        return link?.isFile() && wanted ? [name] : [];
      }),
    );
    return found.flat().sort();
  } catch (cause) {
    const shown = cleanLine(typed);
    throw fileError('no-folder', `打不开文件夹：${shown}`, `检查 ${cleanLine(dirname(typed))} 里有没有它`, cause);
  }
}

/** Those that begin as typed; where there are none, those that do when case does not count. */
function beginningWith(names: readonly string[], begun: string): readonly string[] {
  const exact = names.filter(name => name.startsWith(begun));
  if (exact.length > 0) return exact;
  return names.filter(name => name.toLowerCase().startsWith(begun.toLowerCase()));
}

function commonBeginning(names: readonly string[]): string {
  const [first = '', ...others] = names.map(name => [...name]);
  const same = [...first].findIndex((character, at) => others.some(other => other[at] !== character));
  return [...first].slice(0, same < 0 ? undefined : same).join('');
}
