import { type Member, memberOfId, withMember } from '../../accounts/member.ts';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { stampOf } from '../clock.ts';
import type { Office } from '../office.ts';
import { sittingOf } from './log-in.ts';

/** What confirms the log-ins of a member by scanning. */
export interface Device {
  readonly id: string;
  readonly name: string;
  /** ISO time. */
  readonly bound: string;
}

const isDevice = (value: unknown): value is Device => {
  const { id, name, bound } = (value ?? {}) as Partial<Device>;
  return typeof id === 'string' && typeof name === 'string' && typeof bound === 'string';
};

const devicesOf = ({ devices }: Member): readonly Device[] => devices.filter(isDevice);

/** Of each member; more are taken for a mistake. */
const MAX_DEVICES = 5;

/** The devices of whoever is at work. */
export async function ownDevices(office: Office): Promise<readonly Device[]> {
  return devicesOf(await ownMember(office));
}

/** The name under which whoever is at work binds a device. */
export async function bindsAs(office: Office): Promise<string> {
  return cleanLine((await ownMember(office)).name);
}

/** Binds a device to whoever is at work. Throws `account.devices` when they have too many. */
export async function bindDevice(office: Office, { id, name }: Pick<Device, 'id' | 'name'>): Promise<void> {
  const device = { id, name: cleanLine(name) || '没有名称的设备', bound: stampOf(office.now()) };
  const { id: own } = await ownMember(office);
  await office.store.members.update(held => {
    const without = (member: Member) => devicesOf(member).filter(each => each.id !== id);
    // A device says yes for one person: whoever binds it holds it.
    const members = held.members.map(member => ({ ...member, devices: without(member) }));
    const at = members.findIndex(member => member.id === own);
    const member = members[at];
    if (!member) return held;
    if (member.devices.length < MAX_DEVICES)
      return { ...held, members: members.with(at, { ...member, devices: [...member.devices, device] }) };
    throw new UserError('account.devices', `最多绑定 ${MAX_DEVICES} 台设备`, {
      exit: 'faults',
      next: ['先解绑一台不用的'],
    });
  });
}

export async function unbindDevice(office: Office, id: string): Promise<void> {
  const { id: own } = await ownMember(office);
  await office.store.members.update(held => {
    const member = memberOfId(held, own);
    return member ? withMember(held, { ...member, devices: devicesOf(member).filter(each => each.id !== id) }) : held;
  });
}

/** Sits down the member whose device has said yes. Throws `account.device` for one that is nobody's, or of somebody who may not log in. */
export async function logInByDevice(office: Office, id: string): Promise<Member> {
  const accounts = await office.store.members.read();
  const found = accounts.members.filter(member => devicesOf(member).some(device => device.id === id));
  const member = found.find(({ state }) => state === 'active');
  if (!member) {
    throw new UserError('account.device', '这台设备没有绑定，或已经解绑', {
      exit: 'login',
      next: ['用用户名和密码登录，在通讯录里绑定'],
    });
  }
  office.seat.take(await sittingOf(office, member));
  office.seat.know(accounts);
  return member;
}

async function ownMember(office: Office): Promise<Member> {
  await office.demand('members.own');
  const member = memberOfId(await office.store.members.read(), office.seat.actor().member?.id ?? '');
  if (member) return member;
  throw new UserError('account.off', '没有启用帐户，没有设备可绑定', {
    exit: 'faults',
    next: ['先启用帐户'],
  });
}
