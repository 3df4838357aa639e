import type { Direction } from '../src/catalogue/row.ts';
import { KEYS } from '../src/keys/table.ts';
import { commandsOf, helpOf } from '../src/keys/views.ts';
import { refreshHome } from './home/refresh.ts';
import { startPage } from './home/state.ts';
import { openPalette } from './layers/palette.ts';
import { ask } from './layers/question.ts';
import { openReading } from './layers/reading.ts';
import { showList } from './list/open.ts';
import { receiveNow } from './list/receiving.ts';
import type { Act, Change, Scene } from './part.ts';
import { partOf } from './parts.ts';
import { frontPage, type Page } from './state.ts';

const chainOf = (scene: Scene): readonly string[] => {
  const page = frontPage(scene.ui);
  return [...partOf(page).chain(page, scene), 'app'];
};

const go =
  (steps: number): Act<Page> =>
  (_page, { ui }) => {
    const page = ui.pages[(ui.active + steps + ui.pages.length) % ui.pages.length];
    return page ? { front: page.id } : {};
  };

/** What works on every page. */
export const APP: Readonly<Record<string, Act<Page>>> = {
  'app.help': (page, scene) => {
    const all = helpOf(KEYS, chainOf(scene), scene.ui.keyboard);
    // How text is edited is the last thing that people look for.
    const editing = KEYS.contexts.text?.title;
    const sections = [...all.filter(({ title }) => title !== editing), ...all.filter(({ title }) => title === editing)];
    return {
      open: openReading('帮助', [...(partOf(page).help?.(page, scene) ?? []), ...sections.flatMap(sectionText)]),
    };
  },
  'app.palette': (_page, scene) => ({
    open: openPalette(commandsOf(KEYS, chainOf(scene), scene.ui.keyboard, scene.world.initialsOf)),
  }),
  'app.next-page': go(1),
  'app.previous-page': go(-1),
  'app.page': (_page, { ui, chord }) => {
    const page = ui.pages[Number(chord.at(-1)) - 1];
    return page ? { front: page.id } : { message: { tone: 'plain', text: `只打开了 ${ui.pages.length} 个页面` } };
  },
  'app.close-page': (page, scene) => {
    const change = partOf(page).leave?.(page, scene) ?? { close: true };
    return { answer: { page: page.id, act: () => change } };
  },
  'app.home': (_page, { ui }) =>
    ui.pages.some(({ id }) => id === 'home') ? { front: 'home' } : { page: startPage(), effects: [refreshHome] },
  'app.list': page => ({ effects: [showList(directionOf(page))] }),
  'app.receive': () => ({ effects: [receiveNow] }),
  'app.quit': (_page, scene) => quit(scene),
};

const directionOf = (page: Page): Direction =>
  page.kind === 'list' ? page.direction : page.kind === 'entry' ? page.document.direction : 'in';

function quit({ ui }: Scene): Change<Page> {
  const unsaved = ui.pages.filter(page => partOf(page).unsaved?.(page)).length;
  if (unsaved === 0) return { quit: true };
  return {
    open: ask(
      '退出',
      [`有 ${unsaved} 个页面的修改还没有保存。`, '修改都记在编辑日志里，下次启动可以接着做。'],
      [{ label: '回去' }, { label: '退出', answer: { act: () => ({ quit: true }) } }],
    ),
  };
}

function sectionText({ title, lines }: ReturnType<typeof helpOf>[number]): string[] {
  const rows = lines.map(({ keys, label, help }) => `\t${keys}\t${label}${help ? `\t${help}` : ''}`);
  return ['', `◆ ${title}`, ...rows];
}
