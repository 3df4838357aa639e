import { EventEmitter } from 'node:events';
import type { Look, Size } from './cells.ts';
import type { Point } from './moves.ts';
import { createPainter } from './painter.ts';

/** The part of process.stdout that is used. */
export interface ScreenTarget {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  readonly fd?: number | undefined;
  write(text: string, done?: (error?: Error | null) => void): boolean;
  on(event: 'resize' | 'drain' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'resize' | 'drain' | 'close', listener: () => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

export function sizeOf(target: Pick<ScreenTarget, 'columns' | 'rows'>): Size {
  return { columns: target.columns || 80, rows: target.rows || 24 };
}

// Ink switches the cursor and bracketed paste by itself; both are ours.
const MODE_SWITCHES = /^(?:\x1b\[\?[\d;]+[hl])+$/;

type Done = (error?: Error | null) => void;

/**
 * The stdout that Ink is given, to be run with `debug: true`: then each write is one whole frame, or an empty string whose callback
 * tells that all before is on the screen. Only the newest frame is painted, in a microtask together with where the cursor is then;
 * while the terminal cannot take more, frames replace one another instead of queueing up.
 */
export class InkStdout extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #target: ScreenTarget;
  readonly #painter;
  #frame = '';
  #cursor: Point | undefined;
  #scheduled = false;
  #full = false;
  #running = false;
  #waiting: Done[] = [];

  constructor(target: ScreenTarget, look: Look) {
    super();
    this.setMaxListeners(0);
    this.#target = target;
    this.#painter = createPainter(sizeOf(target), look);
  }

  get columns(): number {
    return sizeOf(this.#target).columns;
  }

  get rows(): number {
    return sizeOf(this.#target).rows;
  }

  /** Begins to paint, from nothing: whatever is on the screen is not known. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#full = false;
    this.#painter.resize(sizeOf(this.#target));
    this.#target.on('resize', this.#resized);
    this.#target.on('drain', this.#drained);
    this.#schedule();
  }

  /** Leaves the screen alone; what Ink still writes is kept for the next start. */
  stop(): void {
    this.#running = false;
    this.#target.off('resize', this.#resized);
    this.#target.off('drain', this.#drained);
    this.#settle();
  }

  setLook(look: Look): void {
    this.#painter.setLook(look);
    this.#schedule();
  }

  repaint(): void {
    this.#painter.forget();
    this.#schedule();
  }

  /** Where the real cursor stands after the next paint, from 0; hidden if undefined. */
  setCursor(cursor: Point | undefined): void {
    if (cursor?.x === this.#cursor?.x && cursor?.y === this.#cursor?.y) return;
    this.#cursor = cursor;
    this.#schedule();
  }

  write(frame: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean {
    const text = typeof frame === 'string' ? frame : Buffer.from(frame).toString('utf8');
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) this.#waiting.push(callback);
    if (text !== '' && !MODE_SWITCHES.test(text)) this.#frame = text;
    this.#schedule();
    return true;
  }

  end(): this {
    return this;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#paint();
    });
  }

  #paint(): void {
    if (this.#running && this.#full) return;
    const text = this.#running && this.#frame !== '' ? this.#painter.paint(this.#frame, this.#cursor) : '';
    if (text === '') {
      this.#settle();
      return;
    }
    const waiting = this.#waiting.splice(0);
    const taken = this.#target.write(text, error => {
      for (const done of waiting) done(error);
    });
    this.#full = taken === false;
  }

  #settle(): void {
    for (const done of this.#waiting.splice(0)) done();
  }

  #resized = (): void => {
    this.#painter.resize(sizeOf(this.#target));
    this.emit('resize');
    this.#schedule();
  };

  #drained = (): void => {
    this.#full = false;
    this.#schedule();
  };
}
