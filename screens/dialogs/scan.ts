import { SCAN_LASTS } from '../../src/accounts/scan.ts';
import { UserError } from '../../src/errors.ts';
import { bindDevice, logInByDevice } from '../../src/jobs/accounts/devices.ts';
import { askScan, offerScan, type ShownOffer, withdrawScan } from '../../src/jobs/accounts/scan.ts';
import type { Office } from '../../src/jobs/office.ts';
import { openAddress } from '../../src/jobs/open-file.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { type QrCode, qrCode, qrLines } from '../../src/terminal/qr.ts';
import type { Effect, Reply } from '../contract/change.ts';
import { good, info, linesOf } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import { exactly, type Line, line, lineWidth, span } from '../draw/line.ts';
import { filled, type Placed, wrapped } from '../draw/picture.ts';

/** Shows an address that a device opens to log its owner in here (A4), or to be bound to whoever is at work. */
export interface ScanDialog {
  readonly kind: 'scan';
  readonly purpose: 'login' | 'bind';
  /** Who binds a device. */
  readonly member: string;
  /** Undefined until it is offered, and when nobody asks about it any more. */
  readonly shown: ShownOffer | undefined;
  readonly code: QrCode | undefined;
  /** It is being asked about. */
  readonly asking: boolean;
  readonly wrong: readonly string[];
  /** What follows when somebody has logged in by it. */
  readonly done: (name: string) => Reply;
}

export const openScan = (purpose: ScanDialog['purpose'], member: string, done: ScanDialog['done']): Effect => ({
  run: () => {
    const open: ScanDialog = {
      ...{ kind: 'scan', purpose, member, shown: undefined, code: undefined, asking: true, wrong: [], done },
    };
    return replyToApp(() => ({ open }));
  },
});

/** A job of the dialog; what goes wrong is said in it, and may end the offer. */
function working(work: (office: Office, signal: AbortSignal) => Promise<Reply>, endsOffer: boolean): Effect {
  return {
    async run({ office, signal }) {
      try {
        return await work(office, signal);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const wrong = linesOf(error);
        return replyToDialog<ScanDialog>('scan', now => ({
          state: { ...now, asking: false, wrong, ...(endsOffer && { shown: undefined }) },
        }));
      }
    },
  };
}

const offering = ({ purpose, member }: ScanDialog): Effect =>
  working(async (office, signal) => {
    const shown = await offerScan(office, { purpose, ...(purpose === 'bind' && { member }) }, signal);
    const code = qrCode(shown.address);
    return replyToDialog<ScanDialog>('scan', now => ({ state: { ...now, shown, code, asking: false, wrong: [] } }));
  }, true);

const withdrawing = (shown: ShownOffer): Effect => ({
  async run({ office }) {
    await withdrawScan(office, shown);
    return undefined;
  },
});

const asking = (shown: ShownOffer): Effect =>
  working(async (office, signal) => {
    const answer = await askScan(office, shown, signal);
    return replyToDialog<ScanDialog>('scan', now => {
      // Another one may be shown by now.
      if (now.shown !== shown) return {};
      const state = { ...now, asking: false };
      switch (answer.state) {
        case 'waiting':
          return { state };
        case 'expired':
          return { state: { ...now, asking: true }, effects: [offering(now)] };
        case 'refused':
          return { state: { ...state, shown: undefined, wrong: ['设备上拒绝了。', '→ F5 换一个二维码再扫'] } };
        case 'confirmed':
          return { state: { ...now, asking: true }, effects: [finishing(now, answer)] };
      }
    });
  }, false);

const finishing = ({ purpose, done }: ScanDialog, device: { readonly device: string; readonly name: string }): Effect =>
  working(async office => {
    const close = (reply: Reply) => replyToDialog<ScanDialog>('scan', () => ({ close: true, reply }));
    if (purpose === 'login') {
      const { name } = await logInByDevice(office, device.device);
      return close(done(name));
    }
    await bindDevice(office, { id: device.device, name: device.name });
    return close(replyToApp(() => ({ reply: done(''), ...good(`已绑定 ${device.name || '设备'}：以后可以扫码登录`) })));
  }, true);

const opening = (address: string): Effect => ({
  async run({ office }) {
    const opened = await openAddress(office, address);
    return replyToApp(() => (opened ? good('已在浏览器里打开') : info('这里没有桌面：用手机扫，或复制网址')));
  },
});

export const SCAN: DialogPart<ScanDialog> = {
  contexts: () => ['scan'],
  onOpen: dialog => ({ effects: [offering(dialog)] }),
  clock: ({ shown }, now) => (shown ? Math.floor(now / 1000) : undefined),
  onTick(dialog, { world }) {
    const { shown, asking: busy } = dialog;
    if (!shown || busy) return {};
    const isOver = world.now() >= shown.offeredAt + SCAN_LASTS || world.now() < shown.offeredAt;
    return {
      state: { ...dialog, asking: true },
      effects: isOver ? [withdrawing(shown), offering(dialog)] : [asking(shown)],
    };
  },
  actions: {
    'scan.again': dialog => ({
      state: { ...dialog, asking: true, shown: undefined, wrong: [] },
      effects: [...(dialog.shown ? [withdrawing(dialog.shown)] : []), offering(dialog)],
    }),
    'scan.open': {
      cannot: ({ shown }) => (shown ? undefined : '还没有网址，F5 再试'),
      run: ({ shown }) => ({ effects: shown ? [opening(shown.address)] : [] }),
    },
    'scan.close': ({ shown }) => ({ close: true, ...(shown && { effects: [withdrawing(shown)] }) }),
  },
  draw: drawScan,
};

/** Light modules around a code, the first that fits: four are the rule. */
const MARGINS = [4, 3, 2] as const;

function drawScan(dialog: ScanDialog, area: Size, { world }: Parameters<NonNullable<typeof SCAN.draw>>[2]): Placed {
  const { code } = dialog;
  const drawn =
    code && dialog.shown
      ? MARGINS.map(margin => qrLines(code, margin)).find(lines => lines.length <= area.rows)
      : undefined;
  const side = drawn?.[0]?.length ?? 0;
  const room = area.columns - side - 4;
  const fits = drawn !== undefined && room >= 30;
  const texts = textsOf(dialog, world.now(), fits ? room : area.columns - 4, fits);
  if (!fits)
    return whole(
      texts.map(text => [span('  '), ...text]),
      area,
    );
  const lines = drawn.map((each, y): Line => [span(each, 'code'), span('  '), ...(texts[y] ?? [])]);
  return whole(lines, area);
}

/** All of the area: a code wants each line of a small window. */
function whole(lines: readonly Line[], area: Size): Placed {
  const widest = Math.max(0, ...lines.map(lineWidth));
  return {
    ...filled({ lines: lines.map(each => exactly(each, Math.max(widest, area.columns))) }, area),
    at: { x: 0, y: 0 },
  };
}

function textsOf(dialog: ScanDialog, now: number, columns: number, fits: boolean): readonly Line[] {
  const { purpose, member, shown, wrong } = dialog;
  const say = (text: string, look: Parameters<typeof span>[1]) => wrapped(text, columns).map(each => line(each, look));
  const title = say(purpose === 'login' ? '扫码登录' : `绑定设备：${member}`, 'bold');
  const faults = wrong.flatMap(text => say(text, 'error'));
  if (!shown) return [...title, [], ...(wrong.length > 0 ? faults : say('正在要二维码…', 'quiet'))];
  const left = Math.max(0, Math.ceil(Math.min(shown.offeredAt + SCAN_LASTS - now, SCAN_LASTS) / 1000));
  const how =
    purpose === 'login' ? '用绑定过的设备扫，确认以后这里自动登录。' : '用要绑定的设备扫，确认以后就能扫码登录。';
  return [
    ...title,
    [],
    ...say(fits ? how : `${how}窗口放大到 80x24 就有二维码；也可以在浏览器里打开：`, 'plain'),
    [],
    [span('核对码 ', 'label'), span(shown.offer.number, 'bold')],
    ...say('与设备上的不一样就不要确认。', 'quiet'),
    [],
    ...say(shown.address, 'value'),
    [],
    ...say(`${left} 秒后换一个`, 'quiet'),
    ...faults,
  ];
}
