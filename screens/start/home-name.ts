import { cleanLine } from '../../src/text.ts';

/** A data folder as people know it, `~/baojian`, and as a screen can show it: a folder may have any name. */
export function homeName(home: string, userFolder: string): string {
  const inside = /[^/\\]/u.test(userFolder) && home.startsWith(userFolder);
  const rest = inside ? home.slice(userFolder.length) : home;
  return cleanLine(inside && /^(?:[/\\]|$)/u.test(rest) ? `~${rest}` : home);
}

const LOCAL = /^(?:\/.*|localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/u;

/** A database as a title has room for it: `db.office.example/baojian`, `本机/baojian`. */
export function databaseName(place: string): string {
  const [, host = '', port = '', name = ''] = /^[a-z]+:\/\/(.*):(\d+)\/([^/]*)$/u.exec(place) ?? [];
  if (name === '') return cleanLine(place);
  const where = LOCAL.test(host) ? '本机' : host;
  return cleanLine(`${where}${port === '5432' ? '' : `:${port}`}/${name}`);
}
