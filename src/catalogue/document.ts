import type { CUSTOMS } from './customs.ts';
import type { MessageName } from './dialect.ts';
import type { Direction, RowOf } from './row.ts';
import type { CONTAINERS, DECLARATION, GOODS, OTHER } from './sections.ts';

export type Container = RowOf<typeof CONTAINERS>;
export type Goods = RowOf<typeof GOODS>;

/**
 * A declaration as a value: the fields of the two head sections, the containers and the goods lines.
 * A field without a value is absent; a wrong value is kept as it was given and has a fault.
 */
export type Declaration = RowOf<typeof DECLARATION> &
  RowOf<typeof OTHER> &
  RowOf<typeof CUSTOMS> & {
    readonly direction: Direction;
    /** The form of the message that it is made for, whatever others of its kind are sent in. */
    readonly sentAs?: MessageName;
    readonly containers: readonly Container[];
    readonly goods: readonly Goods[];
  };
