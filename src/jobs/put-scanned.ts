import { fieldOf, SECTIONS } from '../catalogue/catalogue.ts';
import { bookFor } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Edit } from '../declaration/edit.ts';
import { get } from '../declaration/path.ts';
import { editFromText } from '../declaration/read.ts';
import { pastIn, placesOf, type ScannedPlace } from '../declaration/scanned.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';

/** The edit that puts a text into the field that it can only be for. Throws where nothing tells what it is, where it can be several, and where the row is not told. */
export function putScanned({ book, store }: Pick<Office, 'book' | 'store'>, document: Declaration, text: string): Edit {
  const { direction } = document;
  const around = { direction, book: bookFor(book, document), past: pastIn(store.rows(), direction) };
  const places = placesOf(text, around);
  const [first, ...more] = places;
  const shown = cleanLine(text);
  if (!first) throw refused(`“${shown}”看不出是哪一栏的内容`, '用 --set 栏位=值 写明栏位');
  if (more.length > 0)
    throw refused(
      `“${shown}”可能是 ${places.map(({ id }) => `${fieldOf(id).label}（${id}）`).join('、')}`,
      '用 --set 栏位=值 写明是哪一栏',
    );
  return editOf(document, first, shown);
}

function editOf(document: Declaration, { id, text }: ScannedPlace, shown: string): Edit {
  const { section, name, label, parent, kind } = fieldOf(id);
  const { rows: list, row: rowName } = SECTIONS[section];
  if (!list) return editFromText(document, name, text);
  const rows = document[list];
  const last = rows.length - 1;
  if (kind === 'list') {
    if (last < 0) return { op: 'insert', path: `${list}[0]`, row: { [name]: [text] } };
    const held = get(document, `${list}[${last}].${name}`);
    return editFromText(document, `${list}[${last}].${name}`, [...(Array.isArray(held) ? held : []), text].join(','));
  }
  const path = id.slice(list.length + 1);
  if (parent?.kind === 'rows')
    throw refused(`“${shown}”是${label}，要写明在哪一行`, `用 --add 或 --set ${list}[0].${path} 的行写明`);
  if (last !== 0)
    throw refused(
      last < 0
        ? `“${shown}”是${label}，还没有行可放`
        : `“${shown}”是${label}，有 ${rows.length} 行：${rows
            .map((_row, at) => rowName?.(at + 1) ?? at + 1)
            .slice(0, 9)
            .join('、')}`,
      last < 0 ? `先用 --add ${list}=JSON 添加` : `用 --set ${list}[行].${path}=${text} 写明是哪一行`,
    );
  return editFromText(document, `${list}[0].${path}`, text);
}

const refused = (message: string, next: string): UserError =>
  new UserError('scanned.place', message, { exit: 'usage', next: [next] });
