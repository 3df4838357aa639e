import { bindsAs, type Device, ownDevices, unbindDevice } from '../../src/jobs/accounts/devices.ts';
import { timeOf } from '../../src/jobs/clock.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { cleanLine } from '../../src/text.ts';
import type { Effect } from '../contract/change.ts';
import { good } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import { fitted, line, span } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';
import { ask } from './question.ts';
import { openScan } from './scan.ts';

/** The devices by which whoever is at work logs in (A4). */
export interface DevicesDialog {
  readonly kind: 'devices';
  readonly devices: readonly Device[];
  readonly index: number;
}

/** Opens it as it is now. */
export const openDevices: Effect = {
  async run({ office }) {
    const devices = await ownDevices(office);
    return replyToApp(() => ({ open: { kind: 'devices', devices, index: 0 } satisfies DevicesDialog }));
  },
};

const again: Effect = {
  async run({ office }) {
    const devices = await ownDevices(office);
    return replyToDialog<DevicesDialog>('devices', now => ({
      state: { ...now, devices, index: Math.max(0, Math.min(now.index, devices.length - 1)) },
    }));
  },
};

const binding: Effect = {
  async run({ office }) {
    const member = await bindsAs(office);
    const bound = () => replyToApp(() => ({ effects: [again] }));
    return replyToApp(() => ({ effects: [openScan('bind', member, bound)] }));
  },
};

const unbinding = ({ id, name }: Device): Effect => ({
  label: '正在解绑',
  async run({ office }) {
    await unbindDevice(office, id);
    return replyToApp(() => ({ ...good(`已解绑 ${cleanLine(name)}，它不能再登录`), effects: [again] }));
  },
});

const COLUMNS = 60;

const rowsIn = ({ devices }: DevicesDialog, area: Size): number => Math.max(1, Math.min(area.rows - 6, devices.length));

const LIST = indexed<DevicesDialog>({ count: ({ devices }) => devices.length, rows: rowsIn });

export const DEVICES: DialogPart<DevicesDialog> = {
  contexts: () => ['devices'],
  actions: {
    ...listActions('devices', LIST),
    'devices.bind': () => ({ effects: [binding] }),
    'devices.unbind': {
      cannot: ({ devices }) => (devices.length > 0 ? undefined : '没有绑定的设备'),
      run({ devices, index }) {
        const device = devices[index];
        if (!device) return {};
        const text = `解绑 ${cleanLine(device.name)}？解绑以后它不能再登录。`;
        const yes = { label: '解绑', reply: replyToApp(() => ({ effects: [unbinding(device)] })) };
        return { open: ask('解绑设备', [text], [yes, { label: '回去' }]) };
      },
    },
    'devices.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const { devices, index } = dialog;
    const columns = Math.min(COLUMNS, area.columns - 6);
    if (devices.length === 0) {
      const lines = wrapped('没有绑定设备。按 A，用手机扫二维码绑定，以后扫码登录。', columns);
      return centred(boxed('扫码设备', { lines: lines.map(each => line(each, 'panel')) }, columns), area);
    }
    const drawn = drawRows(devices, { index, room: rowsIn(dialog, area) }, ({ name, bound }, _at, chosen) => [
      chosenMark(chosen),
      span(
        fitted(`${fitted(cleanLine(name), 22)} ${timeOf(Date.parse(bound))} 绑定`, columns - 1),
        chosen ? 'chosen' : 'panel',
      ),
    ]);
    return centred(boxed('扫码设备', { lines: drawn.lines, cursor: { x: 0, y: drawn.y } }, columns), area);
  },
};
