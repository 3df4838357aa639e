import { lackingFor, type PaperlessSettings } from '../../../src/jobs/paperless/settings.ts';
import { titleOfSetting } from '../../../src/jobs/settings/titles.ts';
import { cleanLine } from '../../../src/text.ts';
import { type Item, secretWord } from './channel-items.ts';
import type { ChannelTabState } from './state.ts';

type Way = PaperlessSettings['way'];

const WAYS: Readonly<Record<Way, string>> = { service: 'web 服务', embed: 'web 嵌入' };

/** A registration number with the bureau that it names, and the name that 报检注册 has for it. */
function number(way: Way, about: string): Item {
  const name = way === 'service' ? 'registration' : 'embedRegistration';
  return {
    ...{ title: titleOfSetting(`paperless.${name}`), name: `paperless.${name}`, sort: 'text', about },
    value({ paperless: { settings, ways } }) {
      const { number: held, bureau, enterprise } = ways[way];
      if (!held) return '没有';
      const of = [bureau, cleanLine(enterprise), settings[name] ? '' : '同 web 服务'].filter(Boolean);
      return `${cleanLine(held)}${of.length > 0 ? `（${of.join('，')}）` : ''}`;
    },
    start: ({ paperless: { settings, ways, ownNumber } }) => settings[name] ?? (ways[way].number || ownNumber),
  };
}

/** An address; one that is known of the bureau is in force until another is typed. */
function address(way: Way, about: string): Item {
  const name = way === 'service' ? 'url' : 'embedUrl';
  return {
    ...{ title: titleOfSetting(`paperless.${name}`), name: `paperless.${name}`, sort: 'text', about },
    value({ paperless: { settings, ways } }) {
      const { address: held, refused } = ways[way];
      if (!held) return '没有';
      const notes = [settings[name] ? '' : '已知的', refused ? '不加密，先允许' : ''].filter(Boolean);
      return `${cleanLine(held)}${notes.length > 0 ? `（${notes.join('，')}）` : ''}`;
    },
    start: ({ paperless: { ways } }) => ways[way].address,
    wrong: ({ paperless: { ways } }) => ways[way].refused,
  };
}

/** What keeps the way in force from being gone, in the words of its lines. */
function missing({ paperless: { settings, ways } }: ChannelTabState): string | undefined {
  const { way } = settings;
  const lacking = lackingFor(settings, way);
  if (lacking.length > 0) return `${WAYS[way]} 还没有填写${lacking.join('、')}`;
  return ways[way].refused ? `${WAYS[way]}的地址不加密，先开“允许不加密”` : undefined;
}

/** Where paperless documents go (S5): both ways are kept ready, one is in force. */
export const PAPERLESS_ITEMS: readonly Item[] = [
  {
    ...{ title: titleOfSetting('paperless.way'), name: 'paperless.way', sort: 'choice' },
    about: '无纸化单据按 F9：web 服务上传附件，web 嵌入打开局端网页；练习局也是。',
    value: ({ paperless }) => WAYS[paperless.settings.way],
    next: ({ paperless }) => (paperless.settings.way === 'service' ? 'embed' : 'service'),
    missing,
  },
  number('service', '前两位认出局端：44 是广东局，它的地址已知。'),
  address('service', '局端给的网址，https:// 开头；http:// 要先开下面的“允许不加密”。'),
  {
    ...{
      title: titleOfSetting('paperless.user'),
      name: 'paperless.user',
      sort: 'text',
      about: '局端给的无纸化账号，web 服务要用。',
    },
    value: ({ paperless }) => cleanLine(paperless.settings.user ?? '') || '没有',
    start: ({ paperless }) => paperless.settings.user ?? '',
  },
  {
    ...{ title: '密码', name: 'paperless.password', sort: 'secret' },
    about: '加密保存，不显示，也不随设置导出。',
    value: ({ paperless }) => secretWord(paperless.hasPassword),
  },
  number('embed', 'web 嵌入用另一个登记号时填写；空着同 web 服务。'),
  address('embed', '局端网页的网址，web 嵌入用；票由程序加在后面。'),
  {
    ...{ title: titleOfSetting('paperless.allowPlain'), name: 'paperless.allowPlain', sort: 'choice' },
    about: '已知的广东局地址只有 http://：要用它就得开，账号和单据在路上看得见。',
    value: ({ paperless }) => (paperless.settings.allowPlain ? '开' : '关'),
    next: ({ paperless }) => String(!paperless.settings.allowPlain),
    missing,
  },
];
