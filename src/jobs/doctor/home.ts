import { stat, statfs } from 'node:fs/promises';
import { cleanLine } from '../../text.ts';
import type { Database, Office } from '../office.ts';
import { serverRoleName } from '../server-role.ts';
import { bad, type Finding, failed, good, mind } from './finding.ts';

const AREA = '数据目录';

/** Systems of files over which a lock may not hold between machines, by the number that Linux gives them. */
const FAR: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB',
  16914839: '9P',
  1702057286: 'FUSE',
};
/** What is gone with the power. */
const IN_MEMORY = new Set([0x01021994, 0x858458f6]);

const MB = 1024 * 1024;
const NEARLY_FULL = 1024 * MB;
const FULL = 50 * MB;

/** How the home is, and the office in it where it could be opened. One that is not there is not made. */
export async function homeFindings(
  home: string,
  isFirstStart: () => Promise<boolean>,
  open: () => Promise<Office>,
  database: () => Database | undefined,
): Promise<{ readonly findings: readonly Finding[]; readonly office?: Office }> {
  let said: readonly Finding[] = [];
  try {
    said = sourceFindings(database());
    if (await isFirstStart())
      return {
        findings: [
          mind(AREA, `还没有：${cleanLine(home)}`, '运行 baojian，第一次会建立；别处已有数据时用 --home 指定'),
        ],
      };
    const office = await open();
    return { findings: [...said, ...(await lookedAt(office))], office };
  } catch (error) {
    const area = said.length > 0 ? '数据库' : AREA;
    return { findings: [...said, failed(area, error), ...(await diskFindings(home))] };
  }
}

/** What has said that the office is in a database: of several places people forget one. */
const sourceFindings = (database: Database | undefined): readonly Finding[] =>
  database?.from === undefined ? [] : [good('数据库', `地址是 ${cleanLine(database.from)} 说的`)];

async function lookedAt(office: Office): Promise<readonly Finding[]> {
  const { store, local, home, user } = office;
  const held = store.rows().length;
  if (office.database !== undefined) return await databaseFindings(office);
  const whose = local.shared ? '同组用户共用' : '只供自己用';
  const place = `${cleanLine(home)}，${held} 份单证，${whose}`;
  return [
    store.readOnly
      ? mind(AREA, `${place}，只能读`, `请管理它的人给 ${cleanLine(user)} 写的权限，或用 --home 指定自己的目录`)
      : good(AREA, place),
    ...(await rightsFindings(office)),
    ...(await diskFindings(home)),
    ...othersFindings(office),
    ...(await secretsFindings(office)),
  ];
}

async function databaseFindings(office: Office): Promise<readonly Finding[]> {
  const { home } = office;
  return [
    roleFinding(office),
    good(AREA, `本机的：${cleanLine(home)}`),
    ...(await rightsFindings(office)),
    ...(await diskFindings(home)),
    ...othersFindings(office),
    ...(await secretsFindings(office)),
  ];
}

function roleFinding({ store }: Office): Finding {
  const text = `${cleanLine(store.place)}，${store.rows().length} 份单证`;
  const role = store.role ?? 'owner';
  const as = `${text}，以${serverRoleName(role)}的身份`;
  return role === 'owner'
    ? mind('数据库', as, '平日用报检员或管理员的数据库用户，建法见 docs/OFFICE-SERVER.md')
    : good('数据库', as);
}

async function rightsFindings({ home, local }: Office): Promise<readonly Finding[]> {
  if (process.platform === 'win32') return [];
  const { mode } = await stat(home);
  const beyond = mode & (local.shared ? 0o007 : 0o077);
  if (beyond === 0) return [];
  const rights = (mode & 0o7777).toString(8).padStart(4, '0');
  return [
    mind(AREA, `别的用户也进得去（权限 ${rights}）`, `chmod ${local.shared ? '2770' : '700'} ${cleanLine(home)}`),
  ];
}

async function diskFindings(home: string): Promise<readonly Finding[]> {
  // A folder that is not there yet lies on no disk.
  const facts = await statfs(home).catch(() => undefined);
  if (facts === undefined) return [];
  const { type, bavail, bsize } = facts;
  const free = bavail * bsize;
  const left = free >= 10 * 1024 * MB ? `${Math.round(free / 1024 / MB)} GB` : `${Math.round(free / MB)} MB`;
  const remedy = '腾出空间；大的多半是 backup 的旧备份和打印出的文件';
  const room =
    free < FULL
      ? bad(AREA, `磁盘满了，只剩 ${left}`, remedy)
      : free < NEARLY_FULL
        ? mind(AREA, `磁盘快满了，只剩 ${left}`, remedy)
        : good(AREA, `磁盘还有 ${left}`);
  const far = FAR[type];
  if (far !== undefined)
    return [
      room,
      mind(
        AREA,
        `在网络盘（${far}）上，几台机器同时写时锁不一定管用`,
        '把数据目录放在一台服务器自己的盘上，大家用 SSH 登录上去',
      ),
    ];
  if (IN_MEMORY.has(type)) return [room, mind(AREA, '在内存盘上，断电或重启就没有了', '放到真正的磁盘上：--home')];
  return [room];
}

function othersFindings({ local }: Office): readonly Finding[] {
  const names = [...new Set(local.openPages.others().map(({ by }) => cleanLine(by) || '别人'))].sort();
  return names.length === 0 ? [] : [good(AREA, `正在用的还有：${names.join('、')}`)];
}

async function secretsFindings({ store }: Office): Promise<readonly Finding[]> {
  const names = await store.secrets.unreadable();
  if (names.length === 0) return [];
  return [
    bad(
      AREA,
      `保存的密码打不开：${names.map(cleanLine).join('、')}`,
      '重新填写这些密码；有带密钥的备份时可从中取回 secrets/key',
    ),
  ];
}
