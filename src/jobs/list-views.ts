import * as v from 'valibot';
import type { Direction } from '../catalogue/row.ts';
import { UserError } from '../errors.ts';
import type { Office } from './office.ts';

const VIEW = v.object({
  /** Names of columns, in the order shown. */
  columns: v.array(v.string()),
  sort: v.object({ column: v.string(), descending: v.boolean() }),
  period: v.string(),
});
const VIEWS = v.record(v.string(), v.record(v.string(), VIEW));

/** How a person likes to see a list: which columns, sorted by what, of which time (L2, L4). */
export type ListView = v.InferOutput<typeof VIEW>;

const DOCUMENT = {
  name: 'list-views',
  right: 'settings.own' as const,
  initial: {} as v.InferOutput<typeof VIEWS>,
  shape: (json: unknown, file: string) => {
    const parsed = v.safeParse(VIEWS, json);
    if (parsed.success) return parsed.output;
    throw new UserError('settings.shape', `设置文件 ${file} 的内容不对：${v.getDotPath(parsed.issues[0]) ?? ''}`, {
      exit: 'store',
      next: ['改正该文件，或删除它'],
    });
  },
};

/** What the person at work has chosen for a list; undefined before the first choice. */
export async function listView(office: Office, direction: Direction): Promise<ListView | undefined> {
  return (await office.store.settings.read(DOCUMENT))[office.user]?.[direction];
}

export async function keepListView(office: Office, direction: Direction, view: ListView): Promise<void> {
  await office.store.settings.update(DOCUMENT, held => ({
    ...held,
    [office.user]: { ...held[office.user], [direction]: view },
  }));
}
