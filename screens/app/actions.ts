import type { Direction } from '../../src/catalogue/row.ts';
import { KEYS } from '../../src/keys/table.ts';
import { commandsOf, helpOf } from '../../src/keys/views.ts';
import { refreshHome } from '../pages/home/refresh.ts';
import { startPage } from '../pages/home/state.ts';
import { openPalette } from '../dialogs/palette.ts';
import { ask } from '../dialogs/question.ts';
import { openReading } from '../dialogs/reading.ts';
import { showList } from '../pages/list/open.ts';
import { receiveNow } from '../exchange/receive.ts';
import type { Act, Change, Scene } from '../contract/part.ts';
import { partOf } from './registry.ts';
import { openRecovery } from '../pages/entry/recovery/layer.ts';
import { leavingAll } from '../pages/entry/recovery/open-pages.ts';
import { showSettings } from '../pages/settings/open.ts';
import { frontPage, type Page } from '../contract/state.ts';
import { openTemplates } from '../dialogs/templates/dialog.ts';

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
  'app.recover': () => ({ effects: [openRecovery] }),
  'app.settings': () => ({ effects: [showSettings] }),
  'app.templates': () => ({ effects: [openTemplates] }),
  'app.quit': (_page, scene) => quit(scene),
};

const directionOf = (page: Page): Direction =>
  page.kind === 'list' ? page.direction : page.kind === 'entry' ? page.document.direction : 'in';

function quit(scene: Scene): Change<Page> {
  const { pages } = scene.ui;
  const leave: Change<Page> = { quit: true, effects: [leavingAll(pages)] };
  // Those that ask before they are closed, also when it is only a field in hand that is not left yet.
  const unsaved = pages.filter(page => partOf(page).leave?.(page, scene).open);
  if (unsaved.length === 0) return leave;
  const kept = unsaved.some(({ kind }) => kind === 'entry');
  return {
    open: ask(
      '退出',
      [
        `有 ${unsaved.length} 个页面的修改还没有保存。`,
        ...(kept ? ['不保存就退出的单证，30 天内可以在首页按 U 找回。'] : []),
      ],
      [{ label: '回去' }, { label: '不保存，退出', answer: { act: () => leave } }],
    ),
  };
}

function sectionText({ title, lines }: ReturnType<typeof helpOf>[number]): string[] {
  const rows = lines.map(({ keys, label, help }) => `\t${keys}\t${label}${help ? `\t${help}` : ''}`);
  return ['', `◆ ${title}`, ...rows];
}
