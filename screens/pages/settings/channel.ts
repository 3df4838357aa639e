import { basename } from 'node:path';
import { type ChannelState, channelState, missingIn, platformName } from '../../../src/jobs/channel.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { setSecret, setSetting } from '../../../src/jobs/settings/by-name.ts';
import { PLATFORMS, type Platform } from '../../../src/jobs/settings/channel.ts';
import { testChannel } from '../../../src/jobs/test-channel.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, Change } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { askText } from '../../dialogs/naming.ts';
import { askPath } from '../../dialogs/path.ts';
import { openPractice } from '../../dialogs/practice.ts';
import { exactly, fitted, type Line, line, span } from '../../draw/line.ts';
import { scrolled, wrapped } from '../../draw/picture.ts';
import { markPractice } from '../../exchange/practice-mark.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { around } from '../../widgets/list-moves.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

type Held = ChannelState['settings'];

/** One line of the tab: how it is changed follows from its sort. */
interface Item {
  readonly title: string;
  /** Its place below `channel`, as `settings set` knows it. */
  readonly name: string;
  readonly sort: 'choice' | 'text' | 'secret' | 'file' | 'folder';
  readonly about: string;
  value(state: ChannelState): string;
  /** What a choice becomes next, as `settings set` would be told. */
  next?(held: Held, steps: 1 | -1): string;
  endings?: readonly string[];
  /** What it holds is wrong. */
  wrong?(state: ChannelState): boolean;
}

const CODES = Object.keys(PLATFORMS) as readonly Platform[];
const secret = (set: boolean) => (set ? '已设置，不显示' : '没有');

function text(
  title: string,
  name: 'sendUrl' | 'receiveUrl' | 'registrationNo' | 'organisationCode' | 'user',
  about: string,
): Item {
  return { title, name, sort: 'text', about, value: ({ settings }) => cleanLine(settings[name] ?? '') || '没有' };
}

function file(title: string, name: 'ca' | 'clientCertificate', about: string, endings: readonly string[]): Item {
  return {
    ...{ title, name, sort: 'file', about, endings },
    value({ settings, certificates }) {
      const held = settings[name];
      const { text: state, ok } = certificates[name];
      return held && ok ? `${cleanLine(basename(held))}（${state}）` : state;
    },
    wrong: ({ certificates }) => !certificates[name].ok,
  };
}

const ITEMS: readonly Item[] = [
  {
    title: '平台',
    name: 'platform',
    sort: 'choice',
    about: '单证发给谁。练习局在本机，谁也收不到。',
    value: ({ settings: { platform } }) => platformName(platform),
    next: ({ platform }, steps) => CODES[around(CODES.indexOf(platform) + steps, CODES.length)] ?? platform,
  },
  {
    ...{ title: '导入目录', name: 'importFolder', sort: 'folder' },
    about: '单一窗口导入客户端的 ImpPath，多半是那台 Windows 的共享；只用于平台 03。',
    value: ({ settings }) => cleanLine(settings.importFolder ?? '') || '没有',
  },
  text('发送地址', 'sendUrl', '平台给的网址，https:// 开头；练习局不用填。'),
  text('接收地址', 'receiveUrl', '接收回执的网址；空着用发送地址。'),
  {
    title: '允许不加密',
    name: 'allowPlain',
    sort: 'choice',
    about: '只在本单位自己的网关加密时才开：http:// 会泄露账号。',
    value: ({ settings: { allowPlain } }) => (allowPlain ? '开' : '关'),
    next: ({ allowPlain }) => String(!allowPlain),
  },
  text('报检登记号', 'registrationNo', '在平台登记的号码。'),
  text('组织机构代码', 'organisationCode', '写进报文的组织机构代码。'),
  text('通讯账号', 'user', '平台给的账号。'),
  {
    ...{ title: '密码', name: 'password', sort: 'secret', about: '加密保存，不显示，也不随设置导出。' },
    value: ({ hasPassword }) => secret(hasPassword),
  },
  file('证书机构', 'ca', '对方的证书由单位自建的机构发出时，那个机构的证书（.pem、.crt、.cer）。', [
    '.pem',
    '.crt',
    '.cer',
  ]),
  file(
    '客户端证书',
    'clientCertificate',
    '对方要求客户端证书时：.p12、.pfx，或证书和私钥在一起的 .pem。有口令的先填口令。',
    [...['.p12', '.pfx', '.pem']],
  ),
  {
    ...{ title: '证书口令', name: 'clientPassphrase', sort: 'secret', about: '打开客户端证书的口令，加密保存。' },
    value: ({ hasPassphrase }) => secret(hasPassphrase),
  },
];

const ROWS: List<SettingsPage> = {
  count: () => ITEMS.length,
  round: true,
  at: ({ channel }) => channel.index,
  select: (page, index) => ({ state: { ...page, channel: { ...page.channel, index } } }),
};

const stateIn = ({ channel }: SettingsPage): ChannelState => channel.held;

/** Keeps a value as `settings set` would; the empty text takes it away. */
const keep = (item: Item, value: string) => async (office: Office) => {
  const name = `channel.${item.name}`;
  await (item.sort === 'secret' ? setSecret(office, name, value) : setSetting(office, name, value));
};

/** What to say of a channel that cannot be sent through as it is. */
function said(item: Item, state: ChannelState): Change<SettingsPage> {
  const missing = missingIn(state.settings);
  if (item.name === 'platform' && missing.length > 0)
    return warn(`${PLATFORMS[state.settings.platform]} 还没有填写${missing.join('、')}`);
  return good(`${item.title}：${item.value(state)}`);
}

/** A job of an item; then what is kept is shown. */
const storing = (page: SettingsPage, item: Item, value: string) =>
  keeping(page, CHANNEL_TAB, keep(item, value), now => ({
    state: now,
    ...said(item, stateIn(now)),
    effects: [markPractice],
  }));

const taking =
  (page: SettingsPage, item: Item) =>
  async (value: string, { office }: { readonly office: Office }) => {
    await keep(item, value)(office);
    const fill = await CHANNEL_TAB.read(office);
    return replyTo(page, now => {
      const fresh = fill(now);
      return { state: fresh, ...said(item, stateIn(fresh)), effects: [markPractice] };
    });
  };

function opened(page: SettingsPage, item: Item): Change<SettingsPage> {
  const { settings } = stateIn(page);
  const held = item.name in settings ? String(settings[item.name as keyof Held] ?? '') : '';
  const take = taking(page, item);
  if (item.sort === 'file' || item.sort === 'folder') {
    const [label, busy] = item.sort === 'file' ? ['文件', '正在看证书'] : ['目录', '正在看目录'];
    return {
      open: askPath(item.title, label, held || '~/', take, { busy, note: item.about, endings: item.endings ?? [] }),
    };
  }
  const isSecret = item.sort === 'secret';
  const notes = [item.about, ...(isSecret ? ['空着按回车是不要了'] : [])];
  return { open: askText({ title: item.title, label: item.title, start: held, notes, secret: isSecret }, take) };
}

const changing =
  (steps: 1 | -1): Action<SettingsPage> =>
  page => {
    const item = ITEMS[page.channel.index];
    if (!item) return {};
    if (!item.next) return steps === 1 ? opened(page, item) : {};
    return { effects: [storing(page, item, item.next(stateIn(page).settings, steps))] };
  };

const TITLE = 14;

/** Where declarations are sent, and as whom (S4): what is chosen is kept at once. */
export const CHANNEL_TAB: SettingsTab = {
  title: '申报通讯',
  heading: page => (stateIn(page).settings.platform === '09' ? '现在发给练习局，其余各项还不起作用' : '改变后立即保存'),
  contexts: () => ['channel'],
  actions: {
    ...listActions('channel', ROWS),
    'channel.change': changing(1),
    'channel.back': changing(-1),
    'channel.practice': () => ({ effects: [openPractice] }),
    'channel.test': page => ({
      effects: [
        {
          label: '正在测试',
          async run({ office, signal }) {
            const { platform, texts } = await testChannel(office, signal);
            return replyTo(page, () => good(`${platformName(platform)} 接通：${texts.join('；')}`));
          },
        },
      ],
    }),
    'channel.clear': {
      cannot: page => (ITEMS[page.channel.index]?.sort === 'choice' ? '这一项不能清除，空格改变' : undefined),
      run(page) {
        const item = ITEMS[page.channel.index];
        return item ? { effects: [storing(page, item, '')] } : {};
      },
    },
  },
  draw(page, area) {
    const lines: Line[] = [];
    let y = -1;
    let end = 0;
    const state = stateIn(page);
    for (const [at, item] of ITEMS.entries()) {
      const here = at === page.channel.index && !page.inMenu;
      if (here) y = lines.length;
      const look = here ? 'chosen' : item.wrong?.(state) ? 'error' : 'value';
      lines.push(
        exactly(
          [
            span(here ? ' › ' : '   ', 'key'),
            span(`${fitted(item.title, TITLE)} `, 'bold'),
            span(item.value(state), look),
          ],
          area.columns,
        ),
      );
      if (here)
        lines.push(...wrapped(item.about, Math.min(100, area.columns - 6)).map(each => line(`    ${each}`, 'label')));
      if (here) end = lines.length - 1;
    }
    const first = y < 0 ? 0 : scrolled(0, end, area.rows, lines.length);
    return { lines: lines.slice(first), ...(y >= 0 && { cursor: { x: 3 + TITLE + 1, y: y - first } }) };
  },
  note: () => ({ tone: 'quiet', text: '回车填写或选择，退格清除' }),
  help: [
    '申报通讯：平台、地址、账号和证书，改变后立即保存；密码和口令加密保存，不显示。',
    '证书在填写时检查：能读、没有过期、私钥是它的。',
  ],
  unsaved: () => false,
  places: () => ITEMS.map(({ name, title }) => ({ at: name, name: `申报通讯：${title}` })),
  arrive(page, at) {
    const index = ITEMS.findIndex(({ name }) => name === at);
    return index < 0 ? page : { ...page, channel: { ...page.channel, index } };
  },
  async read(office) {
    const held = await channelState(office);
    return page => ({ ...page, channel: { ...page.channel, held } });
  },
};
