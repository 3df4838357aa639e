import { UserError } from '../src/errors.ts';
import { goodsMemory } from '../src/jobs/goods-memory.ts';
import type { Office } from '../src/jobs/office.ts';
import { reachable } from '../src/keys/resolve.ts';
import { KEYS } from '../src/keys/table.ts';
import { chord, type Key } from '../src/terminal/key.ts';
import type { Terminal } from '../src/terminal/terminal.ts';
import { contextsOf } from './app/context.ts';
import { screenOf } from './app/frame.ts';
import { noting } from './app/notes.ts';
import { reduce, type UiEvent } from './app/reduce.ts';
import type { AppState, Page } from './app/registry.ts';
import { routeTo } from './app/routes.ts';
import type { Effect, Tools } from './contract/change.ts';
import { replyToApp } from './contract/reply.ts';
import type { UiState } from './contract/ui.ts';
import type { World } from './contract/world.ts';
import { notice } from './dialogs/question.ts';
import { toAnsi } from './draw/line.ts';
import type { Picture } from './draw/picture.ts';
import { startPage } from './pages/home/state.ts';
import type { ScreenSource } from './paint/App.tsx';
import { followPrompt } from './paint/follow-prompt.ts';
import type { Mounted } from './paint/mount.tsx';

/** The part of a terminal that the program uses. */
export type ProgramTerminal = Pick<
  Terminal,
  'inkOptions' | 'onKey' | 'passTo' | 'setCursor' | 'size' | 'onResize' | 'capabilities' | 'onCapabilities' | 'bell'
>;

export interface ProgramOptions {
  readonly terminal: ProgramTerminal;
  readonly office: Office;
  readonly practice?: boolean;
  /** The data folder as people know it, `~/baojian`. */
  readonly homeName?: string;
  /** What people know as `~`. */
  readonly userFolder?: string;
  readonly firstPage?: Page;
  /** Effects that run at the start, in order: recovery, first questions. */
  readonly begin?: readonly Effect[];
  /** False: the pictures go to the terminal as they are, as they do until Ink is there. For tests that look at very many. */
  readonly ink?: boolean;
}

/** The running program, for main and for tests. */
export interface Program {
  /** Runs an action by name; throws when no key could reach it now. */
  press(action: string): void;
  key(key: Key): void;
  /** Starts an effect from outside, such as one that comes round by the clock. */
  run(effect: Effect): void;
  /** Whether a job is under way. */
  working(): boolean;
  /** Resolves when nothing is under way and the screen shows it. */
  idle(): Promise<void>;
  state(): AppState;
  contexts(): readonly string[];
  /** Resolves when people have quit. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Keys typed while people wait for a job are kept; nobody means more than these. */
const MOST_KEPT = 1000;

/** Wires terminal, state and jobs: keys go in, pictures and effects come out. */
export function startProgram(options: ProgramOptions): Program {
  const { terminal, office } = options;
  const goods = goodsMemory(office);
  let initials: World['initialsOf'] = () => '';
  const world: World = {
    codes: office.codes,
    book: office.book,
    rows: () => office.store.rows(),
    now: office.now,
    initialsOf: text => initials(text),
    goods,
  };
  let ui: UiState = {
    size: terminal.size(),
    keyboard: keyboardOf(terminal),
    session: {
      home: options.homeName ?? office.home,
      practice: options.practice ?? false,
      user: office.user,
      userFolder: options.userFolder ?? '',
    },
    pages: [options.firstPage ?? startPage()],
    active: 0,
    dialogs: [],
    message: undefined,
    busy: undefined,
  };
  let picture: Picture = screenOf(ui, world);
  let lines = picture.lines.map(toAnsi);
  const listeners = new Set<() => void>();
  const waiting: UiEvent[] = [];
  const foreground: Effect[] = [];
  let current: AbortController | undefined;
  let running = 0;
  let idlers: (() => void)[] = [];
  let mounted: Mounted | undefined;
  let closed = false;
  let quit = false;
  let end: () => void = () => {};
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });

  const source: ScreenSource = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rows: () => lines.length,
    line: row => lines[row] ?? '',
    cursor: () => picture.cursor,
  };

  const prompts = followPrompt({
    subscribe: source.subscribe,
    passTo: terminal.passTo,
    type: text => dispatch({ type: 'prompt', text }),
  });

  function dispatch(event: UiEvent): void {
    // Those who have quit are answered no more.
    if (quit) return;
    const outcome = reduce(ui, event, world);
    const note = noting(ui, outcome.ui);
    ui = outcome.ui;
    quit = outcome.quit;
    if (note) start(note);
    for (const effect of outcome.effects) start(effect);
    show();
    if (outcome.bell) terminal.bell();
    if (outcome.quit) end();
  }

  function show(): void {
    const next = screenOf(ui, world);
    const same = next.cursor?.x === picture.cursor?.x && next.cursor?.y === picture.cursor?.y;
    // The same point object, so that nothing renders for a cursor that stays.
    picture = same ? { ...next, cursor: picture.cursor } : next;
    prompts.show(next.prompt);
    lines = next.lines.map(toAnsi);
    paint();
    for (const listener of listeners) listener();
  }

  /** Until Ink is there the pictures go to the terminal as they are. */
  function paint(): void {
    if (mounted) return;
    terminal.inkOptions.stdout.write(lines.join('\n'));
    terminal.setCursor(picture.cursor);
  }

  function hear(event: UiEvent): void {
    if (ui.busy && event.type === 'key' && event.chord !== 'escape') {
      if (waiting.length < MOST_KEPT) waiting.push(event);
    } else if (ui.busy && event.type === 'key') current?.abort();
    else dispatch(event);
  }

  function start(effect: Effect): void {
    if (effect.label === undefined) void perform(effect, new AbortController().signal);
    else {
      foreground.push(effect);
      if (!current) void work();
    }
  }

  /** One job after the other, and then the keys that were typed meanwhile. */
  async function work(): Promise<void> {
    for (let effect = foreground.shift(); effect; effect = foreground.shift()) {
      current = new AbortController();
      dispatch({ type: 'busy', busy: { label: effect.label ?? '', done: 0, of: 0 } });
      await perform(effect, current.signal);
    }
    current = undefined;
    replay();
    if (isIdle()) for (const idler of idlers.splice(0)) idler();
  }

  function replay(): void {
    while (!ui.busy) {
      const event = waiting.shift();
      if (!event) return;
      hear(event);
    }
  }

  async function perform(effect: Effect, signal: AbortSignal): Promise<void> {
    running += 1;
    const waitedFor = effect.label !== undefined;
    const idleAgain = (): void => {
      if (waitedFor) ui = { ...ui, busy: undefined };
    };
    try {
      const tools: Tools = {
        office,
        goods,
        signal,
        progress: (done, of) => {
          if (waitedFor) dispatch({ type: 'busy', busy: { label: effect.label ?? '', done, of } });
        },
        replyOf: async route => await routeTo(route).run(tools),
      };
      const started = effect.run(tools);
      // What is done at once is answered at once, so that keys are not overtaken.
      const answer = started instanceof Promise ? await started : started;
      idleAgain();
      if (answer) dispatch({ type: 'reply', reply: answer });
      else if (waitedFor) show();
    } catch (error) {
      idleAgain();
      fail(error, signal.aborted);
    } finally {
      running -= 1;
      if (isIdle()) for (const idler of idlers.splice(0)) idler();
    }
  }

  function isIdle(): boolean {
    return running === 0 && current === undefined;
  }

  function fail(error: unknown, cancelled: boolean): void {
    const change = cancelled
      ? ({ message: { tone: 'warning', text: '已取消' } } as const)
      : error instanceof UserError
        ? {
            open: notice('出错了', [error.message, ...error.next.map(step => `→ ${step}`)]),
            // What the first page says of the other side was true before.
            ...(error.exit === 'transport' && { storeChanged: true as const }),
          }
        : undefined;
    // A broken promise of our own must not be hidden: it ends the program, the terminal is restored, the journal keeps the edits.
    if (change === undefined) throw error;
    dispatch({ type: 'reply', reply: replyToApp(() => change) });
  }

  const endings = [
    terminal.onResize(() => dispatch({ type: 'size', size: terminal.size() })),
    terminal.onCapabilities(() => dispatch({ type: 'keyboard', keyboard: keyboardOf(terminal) })),
    office.store.onChange(() => dispatch({ type: 'changed' })),
    terminal.onKey(onKey),
  ];
  // React and Ink take longer to load than all the rest: the first picture does not wait for them.
  paint();
  const mounting =
    options.ink === false
      ? Promise.resolve()
      : import('./paint/mount.tsx').then(({ mount }) => {
          if (!closed) mounted = mount(source, prompts, terminal);
        });
  // What the first page shows is read while people see its frame.
  dispatch({ type: 'changed' });
  start({ run: loadInitials });
  for (const effect of options.begin ?? []) start(effect);

  /** The dictionary takes 50 ms to load: nobody searches by initials before the first picture. */
  async function loadInitials(): Promise<undefined> {
    initials = (await import('../src/codes/initials.ts')).initialsOf;
  }

  function onKey(key: Key): void {
    if (key.reply) return;
    if (key.refused) {
      dispatch({
        type: 'reply',
        reply: replyToApp(() => ({ message: { tone: 'warning', text: '粘贴的内容太大，没有采用' } })),
      });
      return;
    }
    hear({
      type: 'key',
      chord: chord(key),
      ...(key.text !== undefined && { text: key.text }),
      ...(key.paste !== undefined && { paste: key.paste }),
    });
  }

  return {
    press(action) {
      const open = reachable(KEYS, contextsOf(ui, world)).some(({ run }) => run === action);
      if (!open) throw new Error(`${action} cannot be reached from ${contextsOf(ui, world).join(' ')}`);
      dispatch({ type: 'action', run: action });
    },
    key: onKey,
    run: start,
    working: () => !isIdle(),
    async idle() {
      while (!isIdle()) await new Promise<void>(resolve => idlers.push(resolve));
      await mounting;
      await mounted?.flush();
    },
    state: () => ui as AppState,
    contexts: () => contextsOf(ui, world),
    ended,
    close() {
      for (const stop of endings) stop();
      idlers = [];
      closed = true;
      mounted?.unmount();
    },
  };
}

// Nothing answers whether modifyOtherKeys was understood; most terminals, tmux among them, send Enter for Ctrl+Enter all the same.
const KEYBOARDS = { legacy: 'legacy', 'other-keys': 'plain', kitty: 'full' } as const;

/** What keys the terminal can tell apart, as the key table's views ask. */
export function keyboardOf(terminal: ProgramTerminal): UiState['keyboard'] {
  return KEYBOARDS[terminal.capabilities().keyboard];
}
