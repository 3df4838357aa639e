import * as v from 'valibot';
import { type Field, fieldsOf, isScalar, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import { DIALECTS, MESSAGES } from '../catalogue/dialect.ts';
import { DIRECTIONS } from '../catalogue/row.ts';
import { UserError } from '../errors.ts';
import { kindOf } from '../kinds/index.ts';
import { pathOf, type Row, type Steps } from './path.ts';
import type { DeclarationRecord } from './record.ts';

const status = v.picklist(['draft', 'saved', 'sent', 'received', 'accepted', 'rejected', 'released', 'withdrawn']);
const text = v.string();

const RECEIPT = v.object({
  identity: text,
  source: v.picklist(['declaration', 'paperless']),
  entryNo: text,
  code: text,
  time: text,
  text,
  dealNo: v.exactOptional(text),
  ledgerNo: v.exactOptional(text),
  sending: v.number(),
  keptAt: text,
});

const RECORD = v.looseObject({
  version: v.literal(1),
  revision: v.number(),
  entryNo: text,
  document: v.looseObject({ direction: v.picklist(DIRECTIONS), sentAs: v.exactOptional(v.picklist(MESSAGES)) }),
  status,
  underneath: v.exactOptional(status),
  dialect: v.exactOptional(v.picklist(DIALECTS)),
  source: v.exactOptional(text),
  created: text,
  updated: text,
  updatedBy: text,
  sending: v.number(),
  sentAt: v.exactOptional(text),
  sentContents: v.exactOptional(text),
  confirmed: v.exactOptional(v.array(text)),
  messageId: v.exactOptional(text),
  applicationNo: v.exactOptional(text),
  declarationNo: v.exactOptional(text),
  ledgerNo: v.exactOptional(text),
  clearanceNo: v.exactOptional(text),
  seqNo: v.exactOptional(text),
  customsNo: v.exactOptional(text),
  sampled: v.exactOptional(v.literal(true)),
  paperless: v.exactOptional(v.picklist(['asked', 'sending', 'sent', 'reported', 'returned'])),
  paperlessId: v.exactOptional(text),
  paperlessAnswers: v.exactOptional(v.number()),
  printedAt: v.exactOptional(text),
  wanted: v.exactOptional(v.object({ by: text, at: text })),
  review: v.exactOptional(
    v.object({
      state: v.picklist(['asked', 'approved', 'refused']),
      contents: text,
      by: text,
      at: text,
      decided: v.exactOptional(v.object({ by: text, at: text, note: text })),
    }),
  ),
  task: v.exactOptional(
    v.object({
      for: text,
      word: text,
      by: text,
      from: text,
      at: text,
      done: v.exactOptional(v.object({ by: text, at: text })),
    }),
  ),
  noticesOwed: v.exactOptional(v.array(text)),
  removed: v.exactOptional(v.object({ at: text, by: text })),
  splitFrom: v.exactOptional(text),
  split: v.exactOptional(
    v.looseObject({
      into: v.array(text),
      contents: v.array(text),
      at: text,
      by: text,
      status,
      sending: v.number(),
      receipts: v.number(),
      before: v.looseObject({ direction: v.picklist(DIRECTIONS) }),
    }),
  ),
  receipts: v.array(RECEIPT),
});

/** A record as read from a file, or a `record.shape` error that names the file and the place in it. Wrong values are let through, wrong shapes are not. */
export function readRecord(json: unknown, file: string): DeclarationRecord {
  const parsed = v.safeParse(RECORD, json);
  const place = parsed.success
    ? (wrongIn(parsed.output.document as Row) ?? (parsed.output.split && wrongIn(parsed.output.split.before as Row)))
    : (parsed.issues[0].path ?? []).map(({ key }) => String(key)).join('.') || '（整个文件）';
  if (place !== undefined) {
    throw new UserError('record.shape', `单证文件 ${file} 的内容不对：${place}`, {
      exit: 'store',
      next: ['运行 store check --repair 检查并修复，或用 store restore 从备份恢复'],
    });
  }
  return json as DeclarationRecord;
}

/** The first place of a document whose shape is not the catalogue's, or undefined when all of it has it. */
export function wrongIn(document: Row): string | undefined {
  for (const section of Object.keys(SECTIONS) as SectionName[]) {
    const { rows } = SECTIONS[section];
    const wrong = rows
      ? wrongRows(document[rows], fieldsOf(section), [rows])
      : wrongRow(document, fieldsOf(section), []);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongRows(value: unknown, fields: readonly Field[], at: Steps): string | undefined {
  if (!Array.isArray(value)) return pathOf(at);
  for (const [index, row] of value.entries()) {
    const wrong = wrongRow(row, fields, [...at, index]);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongRow(row: unknown, fields: readonly Field[], at: Steps): string | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return pathOf(at);
  for (const field of fields) {
    const value = (row as Row)[field.name];
    if (value === undefined) continue;
    const steps = [...at, field.name];
    if (field.kind === 'rows' || field.kind === 'group') {
      const wrong =
        field.kind === 'rows' ? wrongRows(value, field.children, steps) : wrongRow(value, field.children, steps);
      if (wrong !== undefined) return wrong;
    } else if (!isScalar(field) || !kindOf(field.kind).is(value)) return pathOf(steps);
  }
  return undefined;
}
