import { demandMobile, testSms } from '../../../src/jobs/accounts/send-code.ts';
import { smsState } from '../../../src/jobs/accounts/settings.ts';
import { channelState, platformName } from '../../../src/jobs/channel.ts';
import { noticeSettings, testNotice } from '../../../src/jobs/notices.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { paperlessChannel } from '../../../src/jobs/paperless/channel-state.ts';
import { testPaperless } from '../../../src/jobs/paperless/open-line.ts';
import { setSecret, setSetting } from '../../../src/jobs/settings/by-name.ts';
import { HTTP_PLATFORMS } from '../../../src/jobs/settings/ways.ts';
import { testChannel } from '../../../src/jobs/test-channel.ts';
import type { Action, Change, Effect, Tools } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { askText } from '../../dialogs/naming.ts';
import { askPath } from '../../dialogs/path.ts';
import { openPractice } from '../../dialogs/practice.ts';
import { exactly, fitted, type Line, line, span } from '../../draw/line.ts';
import { scrolled, wrapped } from '../../draw/picture.ts';
import { markPractice } from '../../exchange/practice-mark.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { ACCOUNTS_ITEMS } from './accounts-items.ts';
import { CHANNEL_ITEMS, type Item } from './channel-items.ts';
import { NOTICE_ITEMS } from './notice-items.ts';
import { PAPERLESS_ITEMS } from './paperless-items.ts';
import { KIND_ITEMS, registrationItems } from './route-items.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { ChannelTabState, SettingsPage } from './state.ts';
import { wayItems } from './way-items.ts';

/** What stands in the tab below one another; the first section is called as the tab itself. */
const SECTIONS: readonly { readonly title: string; items(state?: ChannelTabState): readonly Item[] }[] = [
  {
    title: '申报通讯',
    items: state => [...CHANNEL_ITEMS, ...KIND_ITEMS, ...(state ? registrationItems(state) : [])],
  },
  ...HTTP_PLATFORMS.map(platform => {
    const items = wayItems(platform);
    return { title: `${platformName(platform)}自己的`, items: () => items };
  }),
  { title: '无纸化通讯', items: () => PAPERLESS_ITEMS },
  { title: '短信和扫码', items: () => ACCOUNTS_ITEMS },
  { title: '向外通知', items: () => NOTICE_ITEMS },
];

const itemsOf = (page: SettingsPage): readonly Item[] =>
  SECTIONS.flatMap(({ items }) => items(page.channel)).filter(item => item.isShown?.(page.channel) ?? true);

const itemAt = (page: SettingsPage): Item | undefined => itemsOf(page)[page.channel.index];

const ROWS: List<SettingsPage> = {
  count: page => itemsOf(page).length,
  round: true,
  at: ({ channel }) => channel.index,
  select: (page, index) => ({ state: { ...page, channel: { ...page.channel, index } } }),
};

/** Keeps a value as `settings set` would; the empty text takes it away. */
const keep =
  ({ sort, name, store }: Item, value: string) =>
  async (office: Office) => {
    const [setting, text] = store?.(value) ?? [name, value];
    await (sort === 'secret' ? setSecret(office, setting, text) : setSetting(office, setting, text));
  };

/** What an item has become, or what still stands in its way. */
function said(item: Item, state: ChannelTabState): Change<SettingsPage> {
  const missing = item.missing?.(state);
  return missing ? warn(missing) : good(`${item.title}：${item.value(state)}`);
}

/** A job of an item; then what is kept is shown. */
const storing = (page: SettingsPage, item: Item, value: string) =>
  keeping(page, CHANNEL_TAB, keep(item, value), now => ({
    state: now,
    ...said(item, now.channel),
    effects: [markPractice],
  }));

function opened(page: SettingsPage, item: Item): Change<SettingsPage> {
  const held = item.start?.(page.channel) ?? '';
  const take = (value: string, tools: Tools) => storing(page, item, value).run(tools);
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
    const item = itemAt(page);
    if (!item) return {};
    if (!item.next) return steps === 1 ? opened(page, item) : {};
    return { effects: [storing(page, item, item.next(page.channel, steps))] };
  };

const testing = (page: SettingsPage): Effect => ({
  label: '正在测试',
  async run({ office, signal }) {
    // What stands under the focus says which of them is meant.
    if (itemAt(page)?.name.startsWith('paperless.')) {
      const text = await testPaperless(office, signal);
      return replyTo(page, () => good(`无纸化通讯 接通：${text}`));
    }
    if (itemAt(page)?.name.startsWith('notices.')) {
      const text = await testNotice(office);
      return replyTo(page, () => good(`通知的程序办好了${text && `：${text}`}`));
    }
    const { platform, texts } = await testChannel(office, signal);
    return replyTo(page, () => good(`${platformName(platform)} 接通：${texts.join('；')}`));
  },
});

const askNumber = askText(
  { title: '测试短信', label: '手机号', notes: ['发一条短信到这个号码，里面的验证码没有用处；练习时到信箱'] },
  async (text, { office, signal }) => {
    const mobile = demandMobile(text);
    const where = await testSms(office, mobile, signal);
    return replyToApp(() => good(`测试短信已交给${where}`));
  },
);

const TITLE = 14;

const OWN = /^channel\.ways\.0[12]\./u;

/** The title of the section that an item begins; the first has the heading of the tab. */
const titleAbove = (item: Item): string | undefined =>
  SECTIONS.slice(1).find(({ items }) => items()[0] === item)?.title;

/** Where declarations (S4) and paperless documents (S5) are sent, and as whom: what is chosen is kept at once. */
export const CHANNEL_TAB: SettingsTab = {
  title: '申报通讯',
  heading: page =>
    page.channel.held.settings.platform === '09' ? '现在发给练习局，其余各项还不起作用' : '改变后立即保存',
  contexts: () => ['channel'],
  actions: {
    ...listActions('channel', ROWS),
    'channel.change': changing(1),
    'channel.back': changing(-1),
    'channel.practice': () => ({ effects: [openPractice] }),
    'channel.test': page =>
      itemAt(page)?.name.startsWith('accounts.sms') ? { open: askNumber } : { effects: [testing(page)] },
    'channel.clear': {
      cannot: page => (itemAt(page)?.sort === 'choice' ? '这一项不能清除，空格改变' : undefined),
      run(page) {
        const item = itemAt(page);
        return item ? { effects: [storing(page, item, '')] } : {};
      },
    },
  },
  draw(page, area) {
    const lines: Line[] = [];
    let y = -1;
    let end = 0;
    for (const [at, item] of itemsOf(page).entries()) {
      const title = titleAbove(item);
      if (title !== undefined)
        lines.push([], [span('─ ', 'rule'), span(title, 'section'), span(` ${'─'.repeat(area.columns)}`, 'rule')]);
      const here = at === page.channel.index && !page.inMenu;
      if (here) y = lines.length;
      const look = here ? 'chosen' : item.wrong?.(page.channel) ? 'error' : 'value';
      lines.push(
        exactly(
          [
            span(here ? ' › ' : '   ', 'key'),
            span(`${fitted(item.title, TITLE)} `, 'bold'),
            span(item.value(page.channel), look),
          ],
          area.columns,
        ),
      );
      if (here)
        lines.push(...wrapped(item.about, Math.min(100, area.columns - 6)).map(each => line(`    ${each}`, 'label')));
      if (here) end = lines.length - 1;
    }
    const first = y < 0 ? 0 : scrolled(0, end, area.rows, lines.length);
    return {
      lines: lines.slice(first).map(each => exactly(each, area.columns)),
      ...(y >= 0 && { cursor: { x: 3 + TITLE + 1, y: y - first } }),
    };
  },
  note: () => ({ tone: 'quiet', text: '回车填写或选择，退格清除' }),
  help: [
    '申报通讯：平台、地址、账号和证书，改变后立即保存；密码和口令加密保存，不显示。',
    '证书在填写时检查：能读、没有过期、私钥是它的。',
    '短信和扫码：验证码经过的短信网关，和扫码登录的网页；在短信的各项上测试，发一条到写下的号码。',
    '向外通知：收到放行、退单、抽中、缺单据的回执时运行一个程序，它读到 JSON；在它的各项上测试，用一份没有的单证。',
    '无纸化通讯：两种方式可以都填好，用哪一种看“通讯方式”。',
  ],
  unsaved: () => false,
  places: () =>
    SECTIONS.flatMap(section =>
      section.items().map(({ name, title }) => ({ at: name, name: `${section.title}：${title}` })),
    ),
  arrive(page, at) {
    // What a platform has not for itself is what all have between them.
    const places = [at, at.replace(OWN, 'channel.')].map(name => itemsOf(page).findIndex(item => item.name === name));
    const index = places.find(place => place >= 0) ?? -1;
    return index < 0 ? page : { ...page, channel: { ...page.channel, index } };
  },
  async read(office) {
    const held = await channelState(office);
    const paperless = await paperlessChannel(office);
    const accounts = await smsState(office);
    const notices = await noticeSettings(office);
    return page => ({ ...page, channel: { ...page.channel, held, paperless, accounts, notices } });
  },
};
