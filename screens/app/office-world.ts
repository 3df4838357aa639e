import { formerPrices } from '../../src/jobs/former-prices.ts';
import { goodsMemory } from '../../src/jobs/goods-memory.ts';
import type { Office } from '../../src/jobs/office.ts';
import { rejectionMemory } from '../../src/jobs/rejections.ts';
import { usedCodes } from '../../src/jobs/used-codes.ts';
import type { Effect } from '../contract/change.ts';
import type { World } from '../contract/world.ts';

/** What screens may read of an office, what its memories are refreshed by, and what loads the rest of it. */
export function officeWorld(office: Office) {
  const memories = memoriesOf(office);
  const { goods, used, former, rejections } = memories;
  const initials = loadedLater();
  const world: World = {
    codes: office.codes,
    book: office.book,
    rows: () => office.store.rows(),
    now: office.now,
    me: () => office.user,
    levels: () => office.levels(),
    refusal: office.seat.refusal,
    enterprise: () => office.seat.known().enterprise?.name ?? '',
    initialsOf: initials.of,
    goods,
    articles: goods.confirmed,
    used: used.of,
    former: former.of,
    rejections: rejections.of,
  };
  return { world, memories, load: initials.load };
}

/** What earlier declarations said, empty until an entry page asks. */
const memoriesOf = (office: Office) => ({
  goods: goodsMemory(office),
  used: usedCodes(office),
  former: formerPrices(office),
  rejections: rejectionMemory(office),
});

/** The dictionary takes 50 ms to load: nobody searches by initials before the first picture. */
function loadedLater() {
  let of: World['initialsOf'] = () => '';
  const load: Effect = {
    async run() {
      of = (await import('../../src/codes/initials.ts')).initialsOf;
      return undefined;
    },
  };
  return { of: (text: string) => of(text), load };
}
