import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { STATUS_MARKS } from '../../src/declaration/life-cycle.ts';
import { dayOf } from '../../src/jobs/clock.ts';
import type { ContextName } from '../../src/keys/table.ts';
import { isDate } from '../../src/kinds/date.ts';
import { meant, tableFor } from '../editors/coded.ts';
import { shifted } from '../editors/date.ts';
import type { Editor } from '../editors/editor.ts';
import { TEXT_MOVES, type TextState, textState, typeInto } from '../editors/text-state.ts';
import { openFaults } from '../layers/faults.ts';
import { ask } from '../layers/question.ts';
import { ELEMENTS } from '../layout/entry.ts';
import { POPUP_TITLES } from '../layout/popups.ts';
import {
  type Act,
  type Actions,
  answerTo,
  type Change,
  type GuardedAct,
  info,
  type PagePart,
  type Scene,
  type World,
  warn,
} from '../part.ts';
import { areaOf } from '../state.ts';
import { faultsOf, step } from './change.ts';
import {
  at,
  choose as chooseMatch,
  enter,
  firstOf,
  formHolds,
  kindAt,
  leave,
  leaveAnyway,
  setValue,
  spotAt,
  withTyping,
} from './focus.ts';
import { goTo, keep, settled } from './keep.ts';
import { fromHeading, MATCH_ROWS, neighbour, scrolledTo } from './lines.ts';
import { beginEntry, copyEntry } from './open.ts';
import {
  addRow,
  clearForm,
  copyRow,
  deleteRow,
  insertRow,
  makeLinks,
  moveRow,
  rowInHand,
  rowName,
  takeRow,
} from './rows.ts';
import { type EntryPage, hasUnsaved, listAt, lockedBecause, stopAt, stopsFor, valueAt } from './state.ts';
import { drawEntry, faultOf } from './view.ts';

type Run = (page: EntryPage, scene: Scene) => EntryPage | Change<EntryPage>;

const isPage = (result: EntryPage | Change<EntryPage>): result is EntryPage => 'kind' in result;

/** Every action ends here: the focus is in view, and what the journal must know is written. */
function finished(page: EntryPage, result: EntryPage | Change<EntryPage>, { ui }: Scene): Change<EntryPage> {
  const change: Change<EntryPage> = isPage(result) ? { self: result } : result;
  const self = change.self ?? page;
  const shown = scrolledTo(self, areaOf(ui));
  if (shown.unwritten.length === 0) return { ...change, self: shown };
  const lines = shown.unwritten;
  const write = {
    run: ({ office }: { office: { store: { journals: { append(id: string, line: unknown): void } } } }) => {
      for (const line of lines) office.store.journals.append(page.id, line);
      return undefined;
    },
  };
  return { ...change, self: { ...shown, unwritten: [] }, effects: [write, ...(change.effects ?? [])] };
}

const act =
  (run: Run): Act<EntryPage> =>
  (page, scene) =>
    finished(page, run(page, scene), scene);

/** An action that changes the declaration: it cannot while the bureau has it. */
const editing = (run: Run): GuardedAct<EntryPage> => ({ cannot: lockedBecause, run: act(run) });

/** Leaves the field, and goes on only when it could be left. */
const leaving =
  (run: (page: EntryPage, scene: Scene) => EntryPage | Change<EntryPage>): Act<EntryPage> =>
  (page, scene) => {
    const left = leave(page, scene.world);
    return finished(
      page,
      left.page ? run(left.page, scene) : { message: { tone: 'error', text: left.refused ?? '' } },
      scene,
    );
  };

const move = (by: number) => leaving((page, { world }) => at(page, page.stop + by, world));

/** Enter on a text that several codes fit leads into their list; Tab leaves the text as it is. */
const next: Act<EntryPage> = (page, scene) => {
  const { editor } = page;
  const several = editor?.matches && editor.matches.rows.length > 1 && editor.text.text !== editor.before;
  if (!several || scene.chord === 'tab' || !isOpen(page, editor, scene.world)) return onward(page, scene);
  return { self: { ...page, editor: { ...editor, matches: { rows: editor.matches?.rows ?? [], index: 0 } } } };
};

/** Whether it is open which code the text means. */
const isOpen = (page: EntryPage, editor: Editor, world: World): boolean =>
  !kindAt(page).free && meant(editor.text.text, spotAt(page, world)) === undefined;

/** Enter behind the last field of a list's form adds its row and begins the next one. */
const onward = leaving((page, { world, chord }) => {
  const list = listAt(page);
  const stop = stopAt(page);
  const last = stopsFor(page)[page.stop + 1]?.section !== stop.section;
  if (list && last && chord !== 'tab' && formHolds(page, list) && !lockedBecause(page)) {
    return { self: at(addRow(page, list, world), firstOf(page, stop.section), world), ...info(added(page, list)) };
  }
  return at(page, page.stop + 1, world);
});

const added = (page: EntryPage, list: 'containers' | 'goods'): string => {
  const { taken } = page.rows[list];
  return taken === undefined ? `已添加${rowName(list, page.document[list].length)}` : `已修改${rowName(list, taken)}`;
};

const vertical = (by: -1 | 1) =>
  leaving((page, scene) => at(page, neighbour(page, by, areaOf(scene.ui).columns), scene.world));

const section = (by: -1 | 1) =>
  leaving((page, { ui, world }) => {
    const stops = stopsFor(page);
    const sections = [...new Set(stops.map(stop => stop.section))];
    const here = sections.indexOf(stopAt(page).section);
    const atStart = firstOf(page, sections[here] ?? '') === page.stop;
    const target = by < 0 && !atStart ? here : Math.max(0, Math.min(sections.length - 1, here + by));
    return fromHeading(at(page, firstOf(page, sections[target] ?? ''), world), areaOf(ui).columns);
  });

/** An action on the list whose form or rows have the focus; what is in hand is taken in first. */
const onList = (
  run: (page: EntryPage, list: 'containers' | 'goods', world: World) => EntryPage | Change<EntryPage>,
  needsRow = false,
): GuardedAct<EntryPage> => ({
  cannot: page => {
    const list = listAt(page);
    if (!list) return '先进入集装箱或货物一段';
    return lockedBecause(page) ?? (needsRow && rowInHand(page, list) < 0 ? '列表里还没有行' : undefined);
  },
  run: act((page, { world }) => {
    const list = listAt(page);
    if (!list) return page;
    const put = leaveAnyway(page, world);
    const result = run(put, list, world);
    const self = isPage(result) ? result : (result.self ?? put);
    // The focus stays where it was; a field is taken in hand anew, since its value may be another.
    const again = enter(self, world);
    return isPage(result) ? again : { ...result, self: again };
  }),
});

const toForm = (page: EntryPage, list: 'containers' | 'goods'): EntryPage => ({
  ...page,
  list: undefined,
  stop: firstOf(page, list),
});

/** Selects another row of the list that has the focus. */
const select = (place: (index: number, count: number, rows: number) => number) =>
  act((page, { ui }) => {
    const { list } = page;
    if (!list) return page;
    const count = page.document[list].length;
    const index = Math.max(
      0,
      Math.min(count - 1, place(page.rows[list].index, count, Math.max(1, areaOf(ui).rows - 6))),
    );
    return { ...page, rows: { ...page.rows, [list]: { ...page.rows[list], index } } };
  });

const text = (change: (state: TextState) => TextState): Act<EntryPage> =>
  act((page, { world }) => {
    const { editor } = page;
    if (!editor) return page;
    const state = change(editor.text);
    if (state.text === editor.text.text) return { ...page, editor: { ...editor, text: state } };
    const reason = lockedBecause(page);
    return reason ? warn(reason) : withTyping({ ...page, editor: retyped(page, editor, state, world) }, world);
  });

/** The editor with another text, its list of matches renewed. */
function retyped(page: EntryPage, editor: Editor, state: TextState, world: World): Editor {
  const spot = spotAt(page, world);
  const rows = kindAt(page).matches?.(state.text, spot) ?? [];
  const show = rows.length > 0 && state.text.trim() !== '';
  return { ...editor, text: state, matches: show ? { rows, index: -1 } : undefined, calendar: undefined };
}

const inMatches = (place: (index: number, count: number) => number): Act<EntryPage> =>
  act(page => {
    const { editor } = page;
    if (!editor?.matches) return page;
    const { rows, index } = editor.matches;
    // Up from the first one leads back into the text.
    const next = Math.max(-1, Math.min(rows.length - 1, place(index, rows.length)));
    return { ...page, editor: { ...editor, matches: { rows, index: next } } };
  });

const choose = act((page, { world }) => {
  const row = page.editor?.matches?.rows[page.editor.matches.index];
  if (!row) return page;
  return at(chooseMatch({ ...page, editor: undefined }, row, world), page.stop + 1, world);
});

const inCalendar = (by: { days?: number; months?: number }): Act<EntryPage> =>
  act(page => {
    const { editor } = page;
    return editor?.calendar ? withDay(page, editor, shifted(editor.calendar, by)) : page;
  });

const withDay = (page: EntryPage, editor: Editor, day: string): EntryPage => ({
  ...page,
  editor: { ...editor, text: textState(day), calendar: day },
});

const openField = editing((page, { world }) => {
  const { id } = stopAt(page);
  const field = fieldOf(id);
  const { editor } = page;
  if (editor && field.kind === 'date') {
    const today = dayOf(world.now());
    return withDay(page, editor, isDate(editor.text.text) ? editor.text.text : today);
  }
  const rows = editor && kindAt(page).matches?.('', spotAt(page, world));
  if (editor && rows && rows.length > 0) {
    const index = Math.max(
      0,
      rows.findIndex(({ code }) => code === editor.text.text),
    );
    return { ...page, editor: { ...editor, matches: { rows, index } } };
  }
  const { popup } = field.extras;
  if (popup)
    return warn(
      `【${POPUP_TITLES[popup]}】还不能在弹窗里填写${kindAt(page).take ? '，请直接在栏位里输入' : '，可以用 baojian edit 填写'}`,
    );
  return info('这一栏直接输入，没有弹窗');
});

const toggle = editing((page, { world }) => {
  const { id } = stopAt(page);
  return fieldOf(id).kind === 'flag' ? enter(setValue(page, id, valueAt(page, id) !== true, world), world) : page;
});

const history = (way: 'undo' | 'redo') =>
  editing((page, { world }) => {
    const { editor } = page;
    // What is being typed is the first thing to be taken back.
    if (way === 'undo' && editor && editor.text.text !== editor.before)
      return enter({ ...page, editor: undefined }, world);
    const done = step({ ...page, editor: undefined }, way, world);
    if (!done) return info(way === 'undo' ? '没有可以撤销的修改' : '没有可以重做的修改');
    return { self: enter(done, world), ...info(way === 'undo' ? '已撤销，Ctrl+Y 重做' : '已重做') };
  });

const faultList = act((page, { world }) => {
  const whole = settled(page, world);
  const faults = faultsOf(whole, world);
  const self = at({ ...whole, faults }, whole.stop, world);
  if (faults.length === 0) return { self, message: { tone: 'good', text: '没有差错' } };
  return {
    self,
    open: openFaults(faults, fault =>
      answerTo(
        page,
        act((now, scene) => goTo(leaveAnyway(now, scene.world), fault, scene.world)),
      ),
    ),
  };
});

/** Alt+N: keep the present one as a draft first, or give its changes up; the journal keeps them all the same (K1). */
const fresh = act((page, { world }) => {
  const whole = settled(page, world);
  const begin = beginEntry(page.document.direction);
  if (!hasUnsaved(whole)) return { self: whole, close: true, effects: [begin] };
  return {
    self: at(whole, whole.stop, world),
    open: ask(
      '新建单证',
      [`${page.id} 有没有保存的修改。是否先存为草稿？`],
      [
        {
          label: '存为草稿',
          answer: answerTo(
            page,
            act((now, scene) => keep(now, 'draft', scene.world, begin)),
          ),
        },
        { label: '不保存', answer: answerTo(page, now => ({ close: true, effects: [givingUp(now), begin] })) },
        { label: '回去' },
      ],
    ),
  };
});

/** The journal stays for whoever wants it back, but is not offered at the next start. */
function givingUp({ id }: EntryPage) {
  return {
    run({ office }: { office: { store: { journals: { append(id: string, line: unknown): void } } } }) {
      office.store.journals.append(id, { closed: true });
      return undefined;
    },
  };
}

const copy = act((page, { world }) => {
  const whole = settled(page, world);
  const self = at(whole, whole.stop, world);
  return page.record.revision > 0
    ? { self, effects: [copyEntry(page.id)] }
    : { self, effects: [beginEntry(page.document.direction)] };
});

const actions: Actions<EntryPage> = {
  'entry.next': next,
  'entry.previous': move(-1),
  'entry.up': vertical(-1),
  'entry.down': vertical(1),
  'entry.next-section': section(1),
  'entry.previous-section': section(-1),
  'entry.save': editing((page, { world }) => keep(page, 'save', world)),
  'entry.draft': editing((page, { world }) => keep(page, 'draft', world)),
  'entry.send': editing((page, { world }) => keep(page, 'send', world)),
  'entry.new': fresh,
  'entry.copy': copy,
  'entry.faults': faultList,
  'entry.undo': history('undo'),
  'entry.redo': history('redo'),
  'entry.to-list': leaving(page => {
    const list = listAt(page) ?? 'goods';
    return page.document[list].length === 0
      ? { self: page, ...info('列表里还没有行') }
      : { ...page, list, stop: firstOf(page, list) };
  }),
  'field.open': openField,
  'field.toggle': toggle,
  'field.restore': act((page, { world }) => enter({ ...page, editor: undefined }, world)),
  'rows.add': onList((page, list, world) => {
    if (!formHolds(page, list)) {
      const { taken } = page.rows[list];
      if (taken === undefined) return info('表单还是空的');
      return { self: toForm(clearForm(page, list, world), list), ...info(`${rowName(list, taken)}没有改动`) };
    }
    return { self: toForm(addRow(page, list, world), list), ...info(added(page, list)) };
  }),
  'rows.insert': onList((page, list, world) => {
    if (!formHolds(page, list)) return info('表单还是空的');
    const self = insertRow(page, list, world);
    return { self: toForm(self, list), ...info(`已插入${rowName(list, self.rows[list].index)}`) };
  }),
  'rows.delete': onList((page, list, world) => {
    const index = rowInHand(page, list);
    const self = deleteRow(page, list, world);
    const empty = self.document[list].length === 0;
    return { self: empty ? toForm(self, list) : self, ...info(`已删除${rowName(list, index)}，Ctrl+Z 撤销`) };
  }, true),
  'rows.copy': onList((page, list, world) => {
    const self = copyRow(page, list, world);
    return { self, ...info(`已复制为${rowName(list, self.rows[list].index)}`) };
  }, true),
  'rows.up': onList((page, list, world) => moveRow(page, list, -1, world) ?? info('已经是第一行'), true),
  'rows.down': onList((page, list, world) => moveRow(page, list, 1, world) ?? info('已经是最后一行'), true),
  'rows.take': onList((page, list, world) => {
    const { index } = page.rows[list];
    return {
      self: toForm(takeRow(page, list, index, world), list),
      ...info(`${rowName(list, index)}已回填，修改后按 Ctrl+Enter 或 F5`),
    };
  }, true),
  'rows.clear': onList((page, list, world) => toForm(clearForm(page, list, world), list)),
  'rows.make-goods': {
    cannot: page =>
      lockedBecause(page) ?? (page.document.goods.length === 0 && !formHolds(page, 'goods') ? '先录入货物' : undefined),
    run: act((page, { world }) => {
      const { page: linked, made } = makeLinks(settled(page, world), world);
      return {
        self: at(linked, linked.stop, world),
        ...info(made > 0 ? `已生成 ${made} 条箱货对应关系` : '没有新的箱号可以对应'),
      };
    }),
  },
  'list.up': select(index => index - 1),
  'list.down': select(index => index + 1),
  'list.page-up': select((index, _count, rows) => index - rows),
  'list.page-down': select((index, _count, rows) => index + rows),
  'list.first': select(() => 0),
  'list.last': select((_index, count) => count - 1),
  'list.leave': act((page, { world }) => enter({ ...page, list: undefined }, world)),
  'matches.enter': inMatches(() => 0),
  'matches.up': inMatches(index => index - 1),
  'matches.down': inMatches(index => index + 1),
  'matches.page-up': inMatches(index => Math.max(0, index - MATCH_ROWS)),
  'matches.page-down': inMatches(index => index + MATCH_ROWS),
  'matches.choose': choose,
  'matches.close': act(page => (page.editor ? { ...page, editor: { ...page.editor, matches: undefined } } : page)),
  'calendar.day-back': inCalendar({ days: -1 }),
  'calendar.day-on': inCalendar({ days: 1 }),
  'calendar.week-back': inCalendar({ days: -7 }),
  'calendar.week-on': inCalendar({ days: 7 }),
  'calendar.month-back': inCalendar({ months: -1 }),
  'calendar.month-on': inCalendar({ months: 1 }),
  'calendar.today': act((page, { world }) => (page.editor ? withDay(page, page.editor, dayOf(world.now())) : page)),
  'calendar.choose': leaving((page, { world }) => at(page, page.stop + 1, world)),
  'calendar.close': act(page =>
    page.editor
      ? { ...page, editor: { ...page.editor, text: textState(page.editor.before), calendar: undefined } }
      : page,
  ),
  ...Object.fromEntries(Object.entries(TEXT_MOVES).map(([name, change]) => [name, text(change)])),
};

/** The contexts of the field that has the focus. */
function chain(page: EntryPage): readonly ContextName[] {
  const rows: readonly ContextName[] = listAt(page) ? ['rows', 'entry'] : ['entry'];
  if (page.list) return ['goodsList', ...rows];
  const { editor } = page;
  if (editor?.calendar) return ['calendar', ...rows];
  const own = kindAt(page).contexts;
  if (!editor?.matches) return [...own, ...rows];
  return [editor.matches.index < 0 ? 'matches' : 'matchList', ...own, ...rows];
}

export const ENTRY: PagePart<EntryPage> = {
  tab: page =>
    `${{ in: '入境', out: '出境', pack: '包装' }[page.document.direction]}${STATUS_MARKS[page.record.status].mark} ${page.id}`,
  unsaved: hasUnsaved,
  chain,
  actions,
  type: (page, typed, scene, pasted) => {
    const typing = text(state => {
      const next = typeInto(state, typed);
      return pasted ? next : (kindAt(page).shape?.(next, spotAt(page, scene.world)) ?? next);
    });
    return typing(page, scene);
  },
  draw: (page, area, scene) => drawEntry(page, area, scene.world),
  note: (page, scene) => {
    const fault = page.list ? undefined : faultOf(page, stopAt(page).id, scene.world);
    if (fault)
      return {
        tone: fault.level === 'error' ? 'error' : 'warning',
        text: `${fieldOf(stopAt(page).id).label}：${wordingOf(fault)}`,
      };
    const text = lockedBecause(page) ?? (page.list ? undefined : hintOf(page, scene));
    return text === undefined ? undefined : { tone: 'plain', text };
  },
  help: page => helpOf(page, stopAt(page).id),
  leave: (page, scene) =>
    finished(
      page,
      (() => {
        const whole = settled(page, scene.world);
        if (!hasUnsaved(whole)) return { self: whole, close: true } as const;
        return {
          self: at(whole, whole.stop, scene.world),
          open: ask(
            '关闭页面',
            [`${page.id} 有没有保存的修改。`],
            [
              {
                label: '存为草稿',
                answer: answerTo(
                  page,
                  act((now, { world }) => keep(now, 'draft', world, { run: () => undefined })),
                ),
              },
              { label: '不保存', answer: answerTo(page, now => ({ close: true, effects: [givingUp(now)] })) },
              { label: '回去' },
            ],
          ),
        };
      })(),
      scene,
    ),
};

function helpOf(page: EntryPage, id: FieldId): readonly string[] {
  const field = fieldOf(id);
  const { max, scale } = field.size;
  const size = max === 0 ? '' : scale === undefined ? `，最长 ${max} 字` : `，最多 ${max} 位数字、${scale} 位小数`;
  const use = field.use[page.document.direction] === 'R' ? '必填' : '选填';
  return [
    `◆ ${field.label}`,
    `${use}${size}${field.extras.popup ? `，弹窗：${POPUP_TITLES[field.extras.popup]}` : ''}`,
    ...kindHelp(page),
  ];
}

/** What people should know of the field in hand before they type. */
function hintOf(page: EntryPage, { world }: Scene): string | undefined {
  const { id } = stopAt(page);
  const table = tableFor(spotAt(page, world));
  if (table && !table.loaded) return `${table.title}代码表没有装入，按形式填写；装入后可以检索：codes import`;
  const of = ELEMENTS[id];
  const code = of && valueAt(page, of);
  const elements = typeof code === 'string' ? world.codes.elementsOf(code) : [];
  return elements.length > 0 ? `申报要素：${elements.map(({ name }) => name).join('、')}` : undefined;
}

function kindHelp(page: EntryPage): readonly string[] {
  const kind = kindAt(page);
  if (kind.matches)
    return ['输入代码、名称、名称的一部分或拼音首字母，下面列出符合的代码；↓ 进入列表，回车选定。F4 列出全部。'];
  if (kind.contexts.includes('date')) return ['输入 8 位数字，如 20170920；空格选今天并打开日历，方向键选日期。'];
  if (kind.contexts.includes('flag')) return ['空格选中，再按一次取消。'];
  return [];
}
