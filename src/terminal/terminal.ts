import { EXIT, exitCodeOf } from '../errors.ts';
import { type Capabilities, type Negotiation, type NegotiationOptions, negotiate } from './capabilities.ts';
import type { Look, Size } from './cells.ts';
import type { Environment } from './colours.ts';
import { crashText } from './crash-text.ts';
import { dieOfHangUp, hearEndings, type ProcessLike } from './endings.ts';
import { takesHyperlinks } from './hyperlinks.ts';
import { InkStdout, type ScreenTarget, sizeOf } from './ink-stdout.ts';
import { keepKeys } from './kept-keys.ts';
import type { Key, Reply } from './key.ts';
import { type Keyboard, type KeySource, openKeyboard } from './keyboard.ts';
import { prepareLeaving } from './leaving.ts';
import { ENTER } from './modes.ts';
import type { Point } from './moves.ts';
import { type News, type Notices, noticesFor } from './notices.ts';
import {
  ASK_PICTURES,
  drawPicture,
  ERASE_KITTY,
  type PictureAbility,
  PictureAnswers,
  type ScreenPicture,
} from './picture.ts';
import type { EarlyInput } from './raw-mode-first.ts';
import { holdScreen, type ScreenHold } from './screen-hold.ts';
import { realTimers, type Timers } from './timers.ts';
import { unreadableNotice } from './unreadable.ts';
import { writeFully } from './write-fully.ts';

export interface TerminalOptions extends NegotiationOptions {
  readonly stdin: KeySource;
  readonly stdout: ScreenTarget;
  readonly process: ProcessLike;
  /** What was typed since the first statement of the program. */
  readonly early?: EarlyInput;
  readonly timers?: Timers;
  /** Where the message of a crash goes once the screen is restored; file descriptor 2 if not given. */
  readonly complain?: (text: string) => void;
}

export interface Terminal {
  /** For Ink's `render`, spread whole: these settings make it hand over whole frames and leave the terminal to us. */
  readonly inkOptions: {
    readonly stdin: NodeJS.ReadStream;
    readonly stdout: NodeJS.WriteStream;
    readonly debug: true;
    readonly interactive: true;
    readonly exitOnCtrlC: false;
    readonly patchConsole: false;
  };
  /** Keys for the program, in the order they were typed. Returns what ends the subscription. Keys typed before the first one are kept. */
  onKey(listener: (key: Key) => void): () => void;
  /** While a prompt of Ink has the focus it gets text and caret keys. */
  passTo(target: 'ink' | 'program'): void;
  /** Where the text goes, from 0; undefined hides the cursor. Painted with the frame of the same turn: call it in a layout effect. */
  setCursor(point: Point | undefined): void;
  size(): Size;
  onResize(listener: () => void): () => void;
  capabilities(): Capabilities;
  onCapabilities(listener: () => void): () => void;
  bell(): void;
  /** Tells those who look elsewhere; `seen` takes the title back once somebody is here again, and so does the end. */
  tell(news: News): void;
  seen(): void;
  /** How the terminal takes pictures; undefined when it does not, or does not say so in time. It is asked once. */
  askPictures(): Promise<PictureAbility | undefined>;
  /** Draws a picture over what is painted by then, in place of the one before; undefined takes that away. */
  showPicture(picture: ScreenPicture | undefined): void;
  /** Paints all anew: another program may have written over the screen. */
  repaint(): void;
  /** Gives the terminal back for a while, as for another program; `resume` repaints all. */
  suspend(): void;
  resume(): void;
  /**
   * Restores the screen at once; may be called any number of times. Resolves when the shell has the keyboard too: answers to our
   * questions that are still on their way would else be typed at its prompt.
   */
  close(): Promise<void>;
}

/**
 * Takes the terminal over: alternate screen, raw mode, keyboard protocol; and gives it back however the program ends, by `close`,
 * an uncaught error, a signal, a broken pipe or process.exit.
 */
export function openTerminal(options: TerminalOptions): Terminal {
  const { stdin, stdout, process } = options;
  const { timers = realTimers, complain = (text: string) => writeFully(2, text) } = options;
  const negotiation = negotiate(options);
  const screen = new InkStdout(stdout, lookOf(negotiation.known, options.env));
  const notices = noticesFor(options.env, '报检台');
  const hold = holdScreen(stdout, screen, () => notices.seen() + negotiation.off());
  const keys = keepKeys();
  const capabilityListeners = new Set<() => void>();
  const pictures = followPictures({ timers, negotiation, hold, screen });
  let open = true;
  const notice = unreadableNotice(hold, screen, { leave: lastWords => end(EXIT.usage, lastWords) });

  const keyboard = openKeyboard(stdin, {
    marksPastes: () => negotiation.known.marksPastes,
    onKey(key) {
      if (key.reply) learn(key.reply);
      else if (notice.showing && open) notice.answer(key);
      // Typed after the end: to nobody.
      else if (open) keys.hear(key);
    },
    onEnd: hangUp,
    ...givenOf(options),
  });

  function learn(reply: Reply): void {
    pictures.hear(reply);
    const before = negotiation.known;
    const answer = negotiation.hear(reply);
    if (negotiation.known.settled) leaving.answered();
    if (answer !== '' && hold.held) hold.write(answer);
    if (negotiation.known.ambiguous !== before.ambiguous) screen.setLook(lookOf(negotiation.known, options.env));
    if (!negotiation.known.utf8 && before.utf8) notice.show();
    if (negotiation.known !== before) for (const listener of capabilityListeners) listener();
  }

  function close(): Promise<void> {
    const reachable = hold.held && !hold.lost;
    restore();
    return leaving.whenAnswered(reachable);
  }

  function closeNow(): void {
    restore();
    leaving.now();
  }

  function restore(): void {
    if (!open) return;
    open = false;
    hold.giveBack();
    keys.close();
  }

  function hangUp(): void {
    hold.lose();
    closeNow();
    dieOfHangUp(process);
  }

  function suspend(): void {
    if (!open) return;
    hold.giveBack();
    keyboard.suspend();
  }

  function resume(): void {
    if (!open) return;
    // After a stop by SIGSTOP the shell has set its own modes: ours are set anew even if we think they are on.
    suspend();
    keyboard.resume();
    hold.write(ENTER + negotiation.on());
    hold.take();
    pictures.again();
    if (notice.showing) notice.show();
  }

  function end(code: number, lastWords: string): void {
    closeNow();
    complain(lastWords);
    process.exit(code);
  }

  const crash = (error: unknown): void => end(exitCodeOf(error), crashText(error));
  const stopHearing = hearEndings(process, { closeNow, crash, suspend, resume });
  const leaving = prepareLeaving(timers, negotiation.question !== '', () => {
    // Until now nothing was echoed, and whatever came was thrown away.
    keyboard.close();
    stopHearing();
  });
  // Stays for good: a pipe may break while the last bytes are written.
  stdout.on('error', () => {
    if (open) hangUp();
  });
  hold.write(ENTER + negotiation.question);
  hold.take();
  if (!negotiation.known.utf8) notice.show();

  return {
    inkOptions: inkOptionsOf(keyboard, screen),
    onKey: keys.onKey,
    passTo: keyboard.passTo,
    setCursor: point => screen.setCursor(point),
    size: () => sizeOf(stdout),
    onResize: listener => whenResized(screen, listener),
    capabilities: () => negotiation.known,
    onCapabilities(listener) {
      capabilityListeners.add(listener);
      return () => capabilityListeners.delete(listener);
    },
    ...tellingOn(hold, notices),
    askPictures: pictures.ask,
    showPicture: pictures.show,
    repaint: () => screen.repaint(),
    suspend,
    resume,
    close,
  };
}

/** What is told beside the screen, while that is ours. */
function tellingOn(hold: ScreenHold, notices: Notices): Pick<Terminal, 'bell' | 'tell' | 'seen'> {
  const write = (text: string): void => {
    if (hold.held && text !== '') hold.write(text);
  };
  return { bell: () => write('\x07'), tell: news => write(notices.tell(news)), seen: () => write(notices.seen()) };
}

const givenOf = ({ timers, early }: TerminalOptions) => ({ ...(timers && { timers }), ...(early && { early }) });

/** Milliseconds in which a terminal says whether it takes pictures. */
const PICTURES_WITHIN = 1500;

/** What the terminal says of pictures, and the one that it shows. */
function followPictures({
  timers,
  negotiation,
  hold,
  screen,
}: {
  readonly timers: Timers;
  readonly negotiation: Negotiation;
  readonly hold: ScreenHold;
  readonly screen: InkStdout;
}) {
  let asked: Promise<PictureAbility | undefined> | undefined;
  let ability: PictureAbility | undefined;
  let answers: PictureAnswers | undefined;
  let answered: () => void = () => {};
  let shown: ScreenPicture | undefined;

  async function asking(): Promise<PictureAbility | undefined> {
    if (!hold.held) return undefined;
    // The answer to the first question may still be under way.
    answers = new PictureAnswers(negotiation.known.settled ? 1 : 2);
    hold.write(ASK_PICTURES);
    await new Promise<void>(resolve => {
      const stop = timers.after(PICTURES_WITHIN, resolve);
      answered = () => {
        stop();
        resolve();
      };
    });
    ability = answers.ability;
    return ability;
  }

  function draw(picture: ScreenPicture, { way }: PictureAbility): void {
    timers.soon(() => {
      if (shown === picture && hold.held) hold.write(drawPicture(picture, way));
    });
  }

  return {
    hear(reply: Reply): void {
      if (answers?.hear(reply)) answered();
    },
    ask: () => (asked ??= asking()),
    show(picture: ScreenPicture | undefined): void {
      if (picture?.key === shown?.key || !ability || !hold.held) return;
      // Where a picture goes with the cells under it these are painted anew, and the picture over them.
      if (shown && ability.way === 'kitty') hold.write(ERASE_KITTY);
      else if (shown) screen.repaint();
      shown = picture;
      if (picture) draw(picture, ability);
    },
    /** Draws it once more where another program had the screen. */
    again(): void {
      if (shown && ability && hold.held) draw(shown, ability);
    },
  };
}

function whenResized(screen: InkStdout, listener: () => void): () => void {
  screen.on('resize', listener);
  return () => screen.off('resize', listener);
}

function inkOptionsOf({ stdin }: Keyboard, screen: InkStdout): Terminal['inkOptions'] {
  return {
    // Ink uses of the streams what these classes have; the types of node ask for all of a socket.
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: screen as unknown as NodeJS.WriteStream,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  };
}

function lookOf({ colours, ambiguous }: Capabilities, env: Environment): Look {
  return { colours, ambiguous, links: takesHyperlinks(env) };
}
