import { type Field, type FieldId, fieldOf, isScalar } from '../catalogue/catalogue.ts';
import { DIALECT, type Dialect } from '../catalogue/dialect.ts';
import { GOODS_MEMORY } from '../catalogue/goods-memory.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { isMissing } from '../declaration/check.ts';
import { type Row, valueIn } from '../declaration/path.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { kindOf } from '../kinds/index.ts';
import type { RecallSource } from '../store/recall.ts';
import { cleanLine } from '../text.ts';
import { type KnownInitials, knownInitials } from './known-initials.ts';

/** Goods of one name and HS code on one form, as they were declared last. */
export interface GoodsSaying {
  readonly direction: Direction;
  readonly name: string;
  readonly code: string;
  readonly initials: string;
  /** The dialect in which its codes were chosen; that of 2017 unless told. */
  readonly dialect?: Dialect;
  readonly values: readonly { readonly id: FieldId; readonly value: unknown }[];
}

interface Named extends Omit<GoodsSaying, 'initials'> {
  readonly key: string;
}

const KEPT: readonly Field[] = GOODS_MEMORY.kept.map(fieldOf);
const NAME = fieldOf(GOODS_MEMORY.name);
const CODE = fieldOf(GOODS_MEMORY.code);

/** The name of the log in the store. */
export const GOODS = 'goods';

/** The goods that declarations without errors name. A draft names none, and goods that the revision before already named are not counted again. */
export function goodsSource(initialsOf: KnownInitials = knownInitials()): RecallSource<DeclarationRecord> {
  return {
    version: 1,
    async of(record, before) {
      const said = new Set(before ? namedIn(before).map(sayingOf) : []);
      const named = namedIn(record).filter(goods => !said.has(sayingOf(goods)));
      const at = Date.parse(record.updated);
      return await Promise.all(
        named.map(async ({ key, ...goods }) => ({
          key,
          value: { ...goods, initials: await initialsOf(goods.name) },
          at,
        })),
      );
    },
  };
}

/** A value from the log, if it is one. */
export function goodsSaying(value: unknown): GoodsSaying | undefined {
  const { direction, name, code, initials, values } = (value ?? {}) as Partial<GoodsSaying>;
  const isWhole =
    DIRECTIONS.some(known => known === direction) &&
    [name, code, initials].every(text => typeof text === 'string') &&
    Array.isArray(values);
  if (!isWhole) return undefined;
  const fitting = values.filter(({ id, value }) => KEPT.some(field => field.id === id && fits(field, value)));
  return { ...(value as GoodsSaying), values: fitting };
}

const fits = (field: Field, value: unknown) => isScalar(field) && kindOf(field.kind).is(value);

/** A document keeps a wrong value as it was given; what is recalled must be one line. */
const lineOf = (value: unknown) => (typeof value === 'string' ? cleanLine(value) : '');

const sayingOf = ({ key, values, dialect = DIALECT }: Named) => `${key}\n${JSON.stringify(values)}\n${dialect}`;

/** The goods of a record, each key once: of several lines with one key the last counts. */
function namedIn({ status, document, dialect }: DeclarationRecord): readonly Named[] {
  if (status === 'draft') return [];
  const { direction } = document;
  const found = document.goods.flatMap((line: Row): Named[] => {
    const [name = '', code = ''] = [NAME, CODE].map(field => lineOf(valueIn(line, field)));
    if (name === '' || code === '') return [];
    const values = KEPT.flatMap(field => {
      const value = valueIn(line, field);
      return isMissing(value) ? [] : [{ id: field.id, value }];
    });
    // Full-width letters and capitals do not make it another name.
    const key = JSON.stringify([direction, name.normalize('NFKC').toLowerCase(), code]);
    return [{ key, direction, name, code, ...(dialect && { dialect }), values }];
  });
  return [...new Map(found.map(goods => [goods.key, goods])).values()];
}
