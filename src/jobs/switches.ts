import * as v from 'valibot';
import { UserError } from '../errors.ts';
import type { Office } from './office.ts';

const SHAPE = v.object({ sound: v.boolean() });

/** The switches of the office (S7): `sound` rings when receipts arrive. */
export type Switches = v.InferOutput<typeof SHAPE>;

const DOCUMENT = {
  name: 'switches',
  initial: { sound: false } as Switches,
  shape: (json: unknown, file: string): Switches => {
    const parsed = v.safeParse(SHAPE, json);
    if (parsed.success) return parsed.output;
    throw new UserError('settings.shape', `设置文件 ${file} 的内容不对：${v.getDotPath(parsed.issues[0]) ?? ''}`, {
      exit: 'store',
      next: ['改正该文件，或删除它以恢复默认设置'],
    });
  },
};

export async function switchesOf(office: Office): Promise<Switches> {
  return await office.store.settings.read(DOCUMENT);
}

export async function changeSwitches(office: Office, change: (held: Switches) => Switches): Promise<Switches> {
  return await office.store.settings.update(DOCUMENT, change);
}
