import { expectTypeOf, test } from 'vitest';
import type { FieldId } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';

test('value types are inferred from the tables', () => {
  expectTypeOf<Declaration['consigneeName']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Declaration['originalContainer']>().toEqualTypeOf<boolean | undefined>();
  expectTypeOf<Declaration['containers'][number]['numbers']>().toEqualTypeOf<readonly string[] | undefined>();
  type Goods = Declaration['goods'][number];
  expectTypeOf<NonNullable<NonNullable<Goods['licences']>[number]['vins']>[number]['vin']>().toEqualTypeOf<
    string | undefined
  >();
  expectTypeOf<NonNullable<Goods['danger']>['unNo']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<'packageQuantity' extends keyof Goods ? true : false>().toEqualTypeOf<false>();
  expectTypeOf<'goods.licences.vins.vin' extends FieldId ? true : false>().toEqualTypeOf<true>();
  expectTypeOf<'goods.nothing' extends FieldId ? true : false>().toEqualTypeOf<false>();
});
