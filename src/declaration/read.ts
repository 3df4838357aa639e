import {
  type Field,
  fieldsOf,
  HEAD_SECTIONS,
  isScalar,
  SECTIONS,
  type SectionName,
  sizeOf,
} from '../catalogue/catalogue.ts';
import { MESSAGES, type MessageName } from '../catalogue/dialect.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { UserError } from '../errors.ts';
import { kindOf, type ScalarKind } from '../kinds/index.ts';
import { cleanText } from '../text.ts';
import type { Edit } from './edit.ts';
import { fieldAt, get, parsePath, pathOf, type Row, type Steps } from './path.ts';

/** A document that came from outside, and what could not be taken from it. Wrong values are kept: the check says what is wrong. */
export interface ReadDocument {
  readonly document: Declaration;
  readonly faults: readonly Fault[];
}

/** Reads a declaration from JSON: names and shapes are those of the catalogue; numbers are taken for digits. Throws when it is no declaration at all. */
export function readDocument(json: unknown): ReadDocument {
  if (!isRow(json))
    throw new UserError('document.shape', '内容不是一份单证', {
      exit: 'faults',
      next: ['JSON 应为一个对象，含 direction、goods 等'],
    });
  const { direction, sentAs, ...rest } = json;
  if (!DIRECTIONS.includes(direction as Direction)) {
    throw new UserError('document.direction', '没有写明单证类型（direction）', {
      exit: 'faults',
      next: ['direction 应为 in（入境）、out（出境）或 pack（出境包装）'],
    });
  }
  const faults: Fault[] = [];
  const reader = { direction: direction as Direction, faults };
  const head = readRow(rest, [], HEAD_SECTIONS.flatMap(fieldsOf), reader, lists());
  const rows = Object.fromEntries(
    lists().map(list => [list, readRows(rest[list], [list], fieldsOf(sectionOf(list)), reader)]),
  );
  const made = MESSAGES.includes(sentAs as MessageName) ? { sentAs } : {};
  return { document: { direction, ...made, ...head, ...rows } as Declaration, faults };
}

interface Reader {
  readonly direction: Direction;
  readonly faults: Fault[];
}

const lists = () => Object.values(SECTIONS).flatMap(({ rows }) => (rows ? [rows] : []));
const sectionOf = (list: string) =>
  (Object.keys(SECTIONS) as SectionName[]).find(name => SECTIONS[name].rows === list) as SectionName;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const shapeFault = (at: Steps, expected: string): Fault => ({
  code: 'value.shape',
  path: pathOf(at),
  level: 'error',
  params: { expected },
});

function readRow(row: Row, at: Steps, fields: readonly Field[], reader: Reader, apart: readonly string[] = []): Row {
  const byName = new Map(fields.map(field => [field.name, field]));
  const entries = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    if (apart.includes(name) || value === null || value === undefined) return [];
    const steps = [...at, name];
    const field = byName.get(name);
    if (!field || field.kind === 'computed' || field.extras.at) {
      // Names from outside may be anything: they are told, cleaned, never used as paths.
      reader.faults.push({
        code: 'field.unknown',
        path: parsePath(pathOf(steps)) ? pathOf(steps) : pathOf(at),
        level: 'warning',
        params: { name: cleanText(name) },
      });
      return [];
    }
    const read = readValue(field, value, steps, reader);
    return read === undefined ? [] : [[name, read]];
  });
  return Object.fromEntries(entries);
}

function readRows(value: unknown, at: Steps, fields: readonly Field[], reader: Reader): readonly Row[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    reader.faults.push(shapeFault(at, '[…]'));
    return [];
  }
  return value.map((row: unknown, index) => {
    if (isRow(row)) return readRow(row, [...at, index], fields, reader);
    reader.faults.push(shapeFault([...at, index], '{…}'));
    return {};
  });
}

function readValue(field: Field, value: unknown, at: Steps, reader: Reader): unknown {
  if (field.kind === 'rows') {
    const rows = readRows(value, at, field.children, reader);
    return rows?.length ? rows : undefined;
  }
  if (field.kind === 'group') {
    if (!isRow(value)) reader.faults.push(shapeFault(at, '{…}'));
    const group = isRow(value) ? readRow(value, at, field.children, reader) : {};
    return Object.keys(group).length > 0 ? group : undefined;
  }
  if (!isScalar(field)) return undefined;
  const text = textIn(value, field.kind);
  const taken = text === undefined ? undefined : takeText(field, text, reader.direction);
  if (taken === undefined && text?.trim() !== '') reader.faults.push(shapeFault(at, field.kind));
  return taken;
}

/** A JSON value as text for a kind; lists and yes or no only where the kind holds them. */
function textIn(value: unknown, kind: ScalarKind): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return kind === 'flag' ? (value ? '1' : '0') : undefined;
  const isList = Array.isArray(value) && kindOf(kind).is([]);
  return isList && value.every(item => typeof item === 'string' || typeof item === 'number')
    ? value.join(',')
    : undefined;
}

/** Text for a field → its value; a text that is no such value is kept as it is where the field holds text, for the check to tell. */
export function takeText(field: Field, text: string, direction: Direction): unknown {
  if (!isScalar(field)) return undefined;
  const kind = kindOf(field.kind);
  const parsed = kind.parse(text, sizeOf(field, direction));
  if (!parsed.fault) return parsed.value;
  const raw: unknown = cleanText(text);
  return kind.is(raw) ? raw : kind.parse(text, { max: Number.POSITIVE_INFINITY }).value;
}

/** The edit that `path=text` means: text for a single value, JSON for rows and groups, nothing to take the value away. */
export function editFromText(document: Declaration, path: string, text: string): Edit {
  const field = placeFor(document, path);
  if (field.use[document.direction] === 'S')
    throw new UserError('edit.system', `${path}（${field.label}）由系统填写，不能修改`, { exit: 'usage' });
  if (text === '') return { op: 'set', path, value: undefined };
  if (isScalar(field)) {
    const value = takeText(field, text, document.direction);
    if (value === undefined)
      throw new UserError('edit.value', `${path}（${field.label}）的值不对：${cleanText(text)}`, { exit: 'usage' });
    return { op: 'set', path, value };
  }
  const faults: Fault[] = [];
  const value = readValue(field, jsonOf(text, path), parsePath(path) ?? [], { direction: document.direction, faults });
  refuse(faults, path);
  return { op: 'set', path, value };
}

/** The edit that adds a row at the end of a list: `goods`, `containers`, `goods[0].licences`, `users`. */
export function rowFromText(document: Declaration, list: string, text: string): Edit {
  const section = lists().find(name => name === list);
  const field = section ? undefined : placeFor(document, list);
  if (field && field.kind !== 'rows')
    throw new UserError('edit.list', `${list}（${field.label}）不是可以增加行的列表`, { exit: 'usage' });
  const faults: Fault[] = [];
  const held = get(document, list);
  const path = `${list}[${Array.isArray(held) ? held.length : 0}]`;
  const json = jsonOf(text, list);
  if (!isRow(json))
    throw new UserError('edit.row', `${list} 的一行应为 JSON 对象，如 {"hsCode":"0101210010"}`, { exit: 'usage' });
  const row = readRow(json, parsePath(path) ?? [], field ? field.children : fieldsOf(sectionOf(list)), {
    direction: document.direction,
    faults,
  });
  refuse(faults, list);
  return { op: 'insert', path, row };
}

/** The edit that removes a row. */
export function removalOf(document: Declaration, path: string): Edit {
  const steps = parsePath(path);
  if (!steps || typeof steps.at(-1) !== 'number' || get(document, path) === undefined) {
    throw new UserError('edit.no-row', `没有这一行：${cleanText(path)}`, {
      exit: 'usage',
      next: ['行号从 0 开始，如 goods[0]；可用 show --json 查看'],
    });
  }
  return { op: 'remove', path };
}

function placeFor(document: Declaration, path: string): Field {
  const steps = parsePath(path);
  const field = steps && fieldAt(steps);
  if (!field || field.kind === 'computed') {
    throw new UserError('edit.no-field', `没有这个栏位：${cleanText(path)}`, {
      exit: 'usage',
      next: ['栏位名见 data/fields.tsv，如 consigneeName、goods[0].quantity'],
    });
  }
  const rows = steps
    .slice(0, -1)
    .flatMap((step, depth) => (typeof step === 'number' ? [steps.slice(0, depth + 1)] : []));
  const missing = rows.find(at => get(document, at) === undefined);
  if (missing || typeof steps.at(-1) === 'number') {
    throw new UserError('edit.no-row', `没有这一行：${missing ? pathOf(missing) : path}`, {
      exit: 'usage',
      next: ['行号从 0 开始；先用 --add 增加一行'],
    });
  }
  return field;
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('edit.json', `${path} 的内容不是 JSON`, { exit: 'usage', cause });
  }
}

function refuse(faults: readonly Fault[], path: string): void {
  const [fault] = faults;
  if (fault)
    throw new UserError('edit.value', `${path} 的内容不对：${fault.params?.name ?? fault.path}`, {
      exit: 'usage',
      next: ['栏位名见 data/fields.tsv'],
    });
}
