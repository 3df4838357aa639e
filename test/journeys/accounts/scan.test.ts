import { describe, expect, it } from 'vitest';
import { good } from '../../../screens/contract/message.ts';
import { replyToApp } from '../../../screens/contract/reply.ts';
import { openScan, type ScanDialog } from '../../../screens/dialogs/scan.ts';
import { ownDevices, unbindDevice } from '../../../src/jobs/accounts/devices.ts';
import { registerMember } from '../../../src/jobs/accounts/members.ts';
import type { Practice } from '../../../src/practice/server.ts';
import { lacks } from '../../need.ts';
import { readPicture } from '../../terminal/picture-of.ts';
import { modulesIn, readModules } from '../../terminal/qr-reader.ts';
import { testClock } from '../clock.ts';
import { frontDialog, lineWith, message } from '../eyes.ts';
import { answer } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const { start, bureau } = openStage({ seed: 20171024 });

const DONE = () => replyToApp(() => good('已登录'));

interface Scene {
  readonly program: TestProgram;
  readonly clock: ReturnType<typeof testClock>;
  readonly practice: Practice;
}

async function begun(size: { columns?: number; rows?: number } = {}): Promise<Scene> {
  const clock = testClock();
  const program = await start({ practice: true, now: clock.now, ...size });
  const practice = await bureau(program, { now: clock.now });
  const { id, name } = await registerMember(program.office, { user: 'wang', name: '王五', password: 'Zhi-Ma 2017' });
  program.office.seat.take({ id, name });
  return { program, clock, practice };
}

async function opened({ program }: Scene, purpose: ScanDialog['purpose']): Promise<void> {
  program.program.run(openScan(purpose, '王五', purpose === 'login' ? DONE : () => replyToApp(() => ({}))));
  await program.program.idle();
}

const scanOf = (program: TestProgram): ScanDialog => {
  const dialog = program.state().dialogs.at(-1);
  if (dialog?.kind !== 'scan') throw new Error('nothing to scan');
  return dialog;
};

/** What a camera reads from the cells of the terminal. */
async function scanned(program: TestProgram): Promise<string> {
  const lines = (await program.frame()).split('\n');
  const text = readModules(modulesIn(lines.map(each => each.slice(0, 60))));
  if (text === undefined) throw new Error('no code to be read');
  return text;
}

const say = (address: string, answer: 'yes' | 'no', cookie = '') =>
  fetch(address, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ answer, name: '小米 14' }) });

/** Binds a device by what the terminal shows; its cookie. */
async function bound(scene: Scene): Promise<string> {
  await opened(scene, 'bind');
  const answer = await say(await scanned(scene.program), 'yes');
  await scene.clock.pass(scene.program, 1);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('a device', () => {
  it('is bound by scanning, logs in by scanning, and is unbound', async () => {
    const scene = await begun();
    const { program, clock } = scene;
    const cookie = await bound(scene);
    expect([frontDialog(program), message(program)]).toEqual([undefined, '已绑定 小米 14：以后可以扫码登录']);
    const [device] = await ownDevices(program.office);
    expect(device?.name).toBe('小米 14');

    program.office.seat.leave();
    await opened(scene, 'login');
    const address = await scanned(program);
    const page = await (await fetch(address, { headers: { cookie } })).text();
    expect(page).toContain(`<b class="n">${scanOf(program).shown?.offer.number}</b>`);
    expect(page).toContain('系统用户：<strong>test</strong>');
    await clock.pass(program, 3);
    expect(frontDialog(program)).toBe('scan');
    await say(address, 'yes', cookie);
    await clock.pass(program, 1);
    expect([frontDialog(program), message(program)]).toEqual([undefined, '已登录']);
    expect(program.office.seat.actor().member?.name).toBe('王五');

    await unbindDevice(program.office, device?.id ?? '');
    program.office.seat.leave();
    await opened(scene, 'login');
    await say(await scanned(program), 'yes', cookie);
    await clock.pass(program, 1);
    expect(await program.frame()).toContain('这台设备没有绑定，或已经解绑');
    expect(program.office.seat.actor().member).toBeUndefined();
  });

  it('that says no leaves nobody logged in, and another code can be shown', async () => {
    const scene = await begun();
    const { program, clock } = scene;
    const cookie = await bound(scene);
    program.office.seat.leave();
    await opened(scene, 'login');
    const address = await scanned(program);
    await say(address, 'no', cookie);
    await clock.pass(program, 1);
    expect(await program.frame()).toContain('设备上拒绝了。');
    await program.press('scan.again');
    expect(await scanned(program)).not.toBe(address);
  });

  it('of somebody who was disabled opens nothing', async () => {
    const scene = await begun();
    const { program, clock } = scene;
    const cookie = await bound(scene);
    await program.office.store.members.update(held => ({
      ...held,
      members: held.members.map(member => ({ ...member, state: 'disabled' as const })),
    }));
    program.office.seat.leave();
    await opened(scene, 'login');
    await say(await scanned(program), 'yes', cookie);
    await clock.pass(program, 1);
    expect(await program.frame()).toContain('这台设备没有绑定，或已经解绑');
  });
});

it('the devices of whoever is at work: none, bound from the list, unbound after a question', async () => {
  const { program, clock } = await begun();
  await program.press('home.account');
  expect(await program.frame()).toContain('没有绑定设备。按 A，用手机扫二维码绑定，以后扫码登录。');
  await program.press('devices.bind');
  expect(await program.frame()).toContain('绑定设备：王五');
  await say(await scanned(program), 'yes');
  await clock.pass(program, 1);
  expect([frontDialog(program), message(program)]).toEqual(['devices', '已绑定 小米 14：以后可以扫码登录']);
  expect(await lineWith(program, '小米 14')).toContain('2017-10-24 10:00:01 绑定');
  await program.press('devices.unbind');
  await answer(program, '回去');
  expect(await ownDevices(program.office)).toHaveLength(1);
  await program.press('devices.unbind');
  await answer(program, '解绑');
  expect(message(program)).toBe('已解绑 小米 14，它不能再登录');
  expect(await program.frame()).toContain('没有绑定设备。');
});

describe('the code', () => {
  it('gives way to another one after two minutes, and the old one leads nowhere', async () => {
    const scene = await begun();
    const { program, clock } = scene;
    const cookie = await bound(scene);
    program.office.seat.leave();
    await opened(scene, 'login');
    const old = await scanned(program);
    expect(await program.frame()).toContain('120 秒后换一个');
    await clock.pass(program, 119);
    expect(await scanned(program)).toBe(old);
    await clock.pass(program, 1);
    const fresh = await scanned(program);
    expect(fresh).not.toBe(old);
    expect((await say(old, 'yes', cookie)).status).toBe(410);
    await say(fresh, 'yes', cookie);
    await clock.pass(program, 1);
    expect(message(program)).toBe('已登录');
  });

  it('has the margin that cameras want at 80x24, and its key is nowhere to be seen', async () => {
    const scene = await begun();
    await opened(scene, 'login');
    const lines = (await scene.program.frame()).split('\n');
    const side = (scanOf(scene.program).code?.length ?? 0) + 8;
    expect(side).toBeLessThanOrEqual(42);
    const modules = modulesIn(lines.slice(1, 22).map(each => each.slice(0, side)));
    expect(modules.slice(0, 4).flat().some(Boolean)).toBe(false);
    expect(
      modules
        .map(row => [...row.slice(0, 4), ...row.slice(side - 4, side)])
        .slice(0, side)
        .flat()
        .some(Boolean),
    ).toBe(false);
    expect(lines.join('')).not.toContain(scanOf(scene.program).shown?.offer.key);
  });

  it('gives way to the address where the window is small', async () => {
    const scene = await begun({ columns: 60, rows: 16 });
    await opened(scene, 'login');
    const shown = (await scene.program.frame()).replaceAll(/\s/gu, '');
    expect(shown).toContain('窗口放大到80x24就有二维码');
    expect(shown).toContain(scanOf(scene.program).shown?.address);
  });

  it('is taken back when it is closed', async () => {
    const scene = await begun();
    const cookie = await bound(scene);
    await opened(scene, 'login');
    const address = await scanned(scene.program);
    await scene.program.press('scan.close');
    expect((await say(address, 'yes', cookie)).status).toBe(410);
  });
});

it('without a page that is set nobody scans, and is told who sets it', async () => {
  const { program, ...scene } = await begun();
  const { setSetting } = await import('../../../src/jobs/settings/by-name.ts');
  await setSetting(program.office, 'channel.platform', '01');
  await opened({ program, ...scene }, 'login');
  expect(await program.frame()).toContain('没有设置扫码网页，不能扫码登录');
});

describe.skipIf(lacks('zbarimg'))('a picture of the terminal', () => {
  it.each([
    [80, 24],
    [120, 40],
  ])('has a code that zbar reads at %ix%i', async (columns, rows) => {
    const scene = await begun();
    await scene.program.resize(columns, rows);
    await opened(scene, 'login');
    expect(readPicture(await scene.program.screen())).toBe(scanOf(scene.program).shown?.address);
  });
});
