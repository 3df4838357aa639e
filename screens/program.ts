import { UserError } from '../src/errors.ts';
import type { Office } from '../src/jobs/office.ts';
import { reachable } from '../src/keys/resolve.ts';
import { KEYS } from '../src/keys/table.ts';
import { chord, type Key } from '../src/terminal/key.ts';
import type { Terminal } from '../src/terminal/terminal.ts';
import { contextsOf } from './app/context.ts';
import { pictureOn, screenOf } from './app/frame.ts';
import { watchIdleness } from './app/idleness.ts';
import { noting } from './app/notes.ts';
import { officeWorld } from './app/office-world.ts';
import { reduce, type UiEvent } from './app/reduce.ts';
import { type AppState, dialogPartOf, type Page, partOf, routeTo } from './app/registry.ts';
import { isAlone, watchSeat } from './app/seat.ts';
import type { Change, Effect } from './contract/change.ts';
import { linesOf, warn } from './contract/message.ts';
import { replyToApp } from './contract/reply.ts';
import { type AnyPage, frontPage, type UiState } from './contract/ui.ts';
import { notice } from './dialogs/question.ts';
import { watchHolds } from './exchange/held.ts';
import { release } from './exchange/release.ts';
import { jobQueue } from './job-queue.ts';
import { type KeyEvent, keyQueue } from './key-queue.ts';
import { newsTold } from './news-told.ts';
import { startPage } from './pages/home/state.ts';
import { newLogin } from './pages/login/state.ts';
import { offerPending } from './pages/members/pending.ts';
import { painting } from './painting.ts';

/** The part of a terminal that the program uses. */
export type ProgramTerminal = Pick<
  Terminal,
  | 'inkOptions'
  | 'onKey'
  | 'passTo'
  | 'setCursor'
  | 'size'
  | 'onResize'
  | 'capabilities'
  | 'onCapabilities'
  | 'bell'
  | 'tell'
  | 'seen'
  | 'askPictures'
  | 'showPicture'
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
  /** Time has passed: what was held long enough leaves, and what is left is shown. */
  tick(): void;
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

/** Wires terminal, state and jobs: keys go in, pictures and effects come out. */
export function startProgram(options: ProgramOptions): Program {
  const { terminal, office } = options;
  const { world, memories, load } = officeWorld(office);
  let ui = firstState(options);
  const telling = newsTold(terminal);
  let quit = false;
  let end: () => void = () => {};
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  const screen = painting({
    terminal,
    first: screenOf(ui, world),
    type: text => dispatch({ type: 'prompt', text }),
    ink: options.ink ?? true,
    image: () => pictureOn(ui, world),
  });
  const jobs = jobQueue({
    tools: { office, ...memories, askPictures: terminal.askPictures },
    routeTo,
    sitting: () => ui.session.sitting ?? 0,
    onProgress: busy => dispatch({ type: 'busy', busy }),
    onDone(reply, waited) {
      if (waited) ui = { ...ui, busy: undefined };
      if (reply) dispatch({ type: 'reply', reply });
      else if (waited) screen.show(screenOf(ui, world));
    },
    onFailure(error, cancelled, waited) {
      if (waited) ui = { ...ui, busy: undefined };
      const change = failure(error, cancelled);
      dispatch({ type: 'reply', reply: replyToApp(() => change) });
    },
    onFree: () => keys.replay(),
  });
  const keys = keyQueue({
    isBusy: () => ui.busy !== undefined && ui.lock === undefined,
    press: event => dispatch(event),
    cancel: jobs.cancel,
  });

  function dispatch(event: UiEvent): void {
    // Those who have quit are answered no more.
    if (quit) return;
    const outcome = reduce(ui, event, world);
    const note = noting(ui, outcome.ui);
    const came = ui.session.sitting !== outcome.ui.session.sitting && !isAlone(outcome.ui);
    ui = outcome.ui;
    quit = outcome.quit;
    if (note) jobs.start(note);
    for (const effect of outcome.effects) jobs.start(effect);
    screen.show(screenOf(ui, world));
    if (came) for (const effect of firstOf(options)) jobs.start(effect);
    if (outcome.bell) terminal.bell();
    for (const news of outcome.news) telling.tell(news);
    if (outcome.quit) end();
  }

  const idleness = watchIdleness(office.now, () => dispatch({ type: 'idle' }));

  function onKey(key: Key): void {
    if (key.reply) return;
    telling.seen();
    idleness.touched();
    if (key.refused) {
      const change = warn('粘贴的内容太大，没有采用');
      dispatch({ type: 'reply', reply: replyToApp(() => change) });
      return;
    }
    keys.hear(eventOf(key));
  }

  const endings = [
    terminal.onResize(() => dispatch({ type: 'size', size: terminal.size() })),
    terminal.onCapabilities(() => dispatch({ type: 'keyboard', keyboard: keyboardOf(terminal) })),
    office.store.onChange(() => dispatch({ type: 'changed' })),
    terminal.onKey(onKey),
  ];
  const tick = ticking(office.now, () => ui, dispatch);
  jobs.start(load);
  jobs.start({
    /** The painter writes at the end of this turn: what the first page shows is read while people see its frame. */
    async run() {
      await undefined;
      dispatch({ type: 'begun' });
      if (!isAlone(ui)) for (const effect of firstOf(options)) jobs.start(effect);
      return undefined;
    },
  });

  return {
    press(action) {
      const open = reachable(KEYS, contextsOf(ui, world)).some(({ run }) => run === action);
      if (!open) throw new Error(`${action} cannot be reached from ${contextsOf(ui, world).join(' ')}`);
      dispatch({ type: 'action', run: action });
    },
    key: onKey,
    run: jobs.start,
    tick() {
      tick();
      idleness.look(ui);
    },
    working: jobs.working,
    async idle() {
      await jobs.idle();
      await screen.shown();
    },
    state: () => ui as AppState,
    contexts: () => contextsOf(ui, world),
    ended,
    close() {
      for (const stop of endings) stop();
      jobs.forget();
      screen.close();
    },
  };
}

/** What is held leaves when it is due, and what is shown of it follows the clock. */
function ticking(now: () => number, ui: () => UiState, dispatch: (event: UiEvent) => void): () => void {
  const show = () => dispatch({ type: 'tick' });
  const holds = watchHolds({
    now,
    held: () => ui().held,
    leave(due) {
      const change: Change<AnyPage> = { unhold: due, effects: [release(due)] };
      dispatch({ type: 'reply', reply: replyToApp(() => change) });
    },
    show,
  });
  let shown = '';
  return () => {
    holds();
    const clocks = clocksOf(ui(), now());
    if (clocks !== '' && clocks !== shown) show();
    shown = clocks;
  };
}

/** What of the clock the page in front and its dialogs show; empty when nothing of it is to be seen. */
function clocksOf(ui: UiState, now: number): string {
  const page = frontPage(ui);
  const clocks = [partOf(page).clock?.(page, now), ...ui.dialogs.map(each => dialogPartOf(each).clock?.(each, now))];
  return clocks.filter(clock => clock !== undefined).join(' ');
}

/** What runs first for somebody who may begin. */
function firstOf({ begin = [], office }: ProgramOptions): readonly Effect[] {
  return office.seat.known().on ? [...begin, watchSeat, offerPending] : begin;
}

function firstState({ terminal, office, homeName, practice, userFolder, firstPage }: ProgramOptions): UiState {
  return {
    size: terminal.size(),
    keyboard: keyboardOf(terminal),
    session: {
      home: homeName ?? office.home,
      practice: practice ?? false,
      readOnly: office.store.readOnly,
      user: office.user,
      userFolder: userFolder ?? '',
    },
    pages: [firstPage ?? (office.seat.refusal('declaration.read') ? newLogin() : startPage())],
    active: 0,
    dialogs: [],
    message: undefined,
    busy: undefined,
    held: [],
  };
}

/** What people are told of a job that failed. A broken promise of our own must not be hidden: it ends the program, the terminal is restored, the journal keeps the edits. */
function failure(error: unknown, cancelled: boolean): Change<AnyPage> {
  if (cancelled) return warn('已取消');
  if (!(error instanceof UserError)) throw error;
  return {
    open: notice('出错了', linesOf(error)),
    // What the first page says of the other side was true before.
    ...(error.exit === 'transport' && { storeChanged: true }),
  };
}

// Nothing answers whether modifyOtherKeys was understood; most terminals, tmux among them, send Enter for Ctrl+Enter all the same.
const KEYBOARDS = { legacy: 'legacy', 'other-keys': 'plain', kitty: 'full' } as const;

/** What keys the terminal can tell apart, as the key table's views ask. */
export function keyboardOf(terminal: ProgramTerminal): UiState['keyboard'] {
  return KEYBOARDS[terminal.capabilities().keyboard];
}

function eventOf(key: Key): KeyEvent {
  return {
    type: 'key',
    chord: chord(key),
    ...(key.text !== undefined && { text: key.text }),
    ...(key.paste !== undefined && { paste: key.paste }),
    ...(key.unmarked && { unmarked: true }),
  };
}
