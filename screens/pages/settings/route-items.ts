import { platformName } from '../../../src/jobs/channel.ts';
import { CHANNEL_KINDS, PLATFORMS, routeText, settingsFor } from '../../../src/jobs/settings/channel.ts';
import { missingIn } from '../../../src/jobs/way-settings.ts';
import { cleanLine } from '../../../src/text.ts';
import { around } from '../../widgets/list-moves.ts';
import type { Item } from './channel-items.ts';
import type { ChannelTabState } from './state.ts';

const SAME = '不另走';
const WAYS = ['', ...Object.keys(PLATFORMS)];
const ABOUT = '这一种单证走另一个平台。';

const routeOf = ({ held: { settings } }: ChannelTabState, name: string): string => settings.routes?.[name] ?? '';
const shown = (route: string): string => (route === '' ? SAME : cleanLine(platformName(route)));

/** The platform that a kind of declaration has of its own. */
const kind = (name: keyof typeof CHANNEL_KINDS): Item => ({
  ...{ title: `${CHANNEL_KINDS[name]}另走`, name: `channel.routes.${name}`, sort: 'choice', about: ABOUT },
  value: state => shown(routeOf(state, name)),
  missing({ held: { settings } }) {
    const way = settingsFor(settings, name === 'customs' ? { direction: 'out', sentAs: 'dec' } : { direction: name });
    const names = missingIn(way, settings);
    return way === settings || names.length === 0
      ? undefined
      : `${platformName(way.platform)} 还没有填写${names.join('、')}`;
  },
  next: (state, steps) => WAYS[around(WAYS.indexOf(routeOf(state, name).slice(0, 2)) + steps, WAYS.length)] ?? '',
});

export const KIND_ITEMS: readonly Item[] = (Object.keys(CHANNEL_KINDS) as (keyof typeof CHANNEL_KINDS)[]).map(kind);

/** The ways that registrations have of their own, a line each, and the line that adds one. */
export function registrationItems(state: ChannelTabState): readonly Item[] {
  const names = Object.keys(state.held.settings.routes ?? {}).filter(name => name.includes('.'));
  return [
    ...names.map(
      (name): Item => ({
        ...{ title: routeText(name), name: `channel.routes.${name}`, sort: 'text' },
        about: '这个报检登记号的这一种单证走的平台代码；03 后面可以空一格写它自己的导入目录。',
        value: now => shown(routeOf(now, name)),
        start: now => routeOf(now, name),
      }),
    ),
    {
      ...{ title: '某企业另走', name: 'channel.routes.', sort: 'text' },
      about: '报检登记号、种类、平台代码，空格分开，如 4401600001 出境 03；03 后面可以再写它自己的导入目录。',
      value: () => '添加',
      store: added,
    },
  ];
}

/** What is typed to add one, as a setting and its value. */
function added(text: string): readonly [name: string, value: string] {
  const [number = '', word = '', platform = '', ...folder] = text.trim().split(/\s+/u);
  const code = Object.entries(CHANNEL_KINDS).find(([name, title]) => word === name || word === title)?.[0];
  return [`channel.routes.${code ?? word}.${number}`, [platform, folder.join(' ')].filter(Boolean).join(' ')];
}
