import type { Reply } from './key.ts';
import { type GrayImage, sixelOf } from './sixel.ts';

/** How a terminal takes pictures. */
export type PictureWay = 'kitty' | 'iterm' | 'sixel';

/** What a terminal has said of pictures: the way that it takes them, and the pixels of a cell. */
export interface PictureAbility {
  readonly way: PictureWay;
  readonly cell: { readonly width: number; readonly height: number };
}

/** A picture over cells of the screen, whose corner counts from 0. */
export interface ScreenPicture {
  /** Other pictures have another. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  /** PNG for terminals that read it themselves, points for sixel. */
  readonly image: { readonly png: Uint8Array } | { readonly gray: GrayImage };
}

const KITTY_QUESTION = 31;
/** Asks for kitty's graphics, the pixels of a cell, iTerm's protocol, and at last what every terminal answers: with it all others have come. */
export const ASK_PICTURES = `\x1b_Gi=${KITTY_QUESTION},s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b]1337;ReportCellSize\x1b\\\x1b[c`;

/** Among the attributes of a terminal that draws sixel. */
const SIXEL = 4;

/** Takes the answers to the question in; `attributes` answers are still under way, the last of which ends them. */
export class PictureAnswers {
  #left: number;
  #kitty = false;
  #iterm = false;
  #sixel = false;
  #cell = { width: 10, height: 20 };

  constructor(attributes: number) {
    this.#left = attributes;
  }

  /** Whether all have come. */
  hear(reply: Reply): boolean {
    if (reply.kind === 'graphics') this.#kitty ||= reply.ok;
    if (reply.kind === 'cell') {
      this.#cell = { width: reply.width, height: reply.height };
      this.#iterm ||= reply.by === 'iterm';
    }
    if (reply.kind !== 'attributes') return false;
    this.#left -= 1;
    this.#sixel ||= reply.attributes.includes(SIXEL);
    return this.#left <= 0;
  }

  get ability(): PictureAbility | undefined {
    const way = this.#kitty ? 'kitty' : this.#iterm ? 'iterm' : this.#sixel ? 'sixel' : undefined;
    return way && { way, cell: this.#cell };
  }
}

const SAVE = '\x1b7';
const RESTORE = '\x1b8';
const ID = 7;
/** Of base64; kitty takes no more at once. */
const CHUNK = 4096;

/** What draws a picture; the cursor is where it was. */
export function drawPicture({ x, y, columns, rows, image }: ScreenPicture, way: PictureWay): string {
  const data = 'png' in image ? Buffer.from(image.png).toString('base64') : '';
  const drawn =
    'gray' in image
      ? sixelOf(image.gray)
      : way === 'iterm'
        ? `\x1b]1337;File=inline=1;width=${columns};height=${rows};preserveAspectRatio=0:${data}\x07`
        : kitty(data, columns, rows);
  return `${SAVE}\x1b[${y + 1};${x + 1}H${drawn}${RESTORE}`;
}

function kitty(data: string, columns: number, rows: number): string {
  const chunks = data.match(new RegExp(`.{1,${CHUNK}}`, 'gu')) ?? [];
  return chunks
    .map((chunk, at) => {
      const first = at === 0 ? `a=T,f=100,q=2,i=${ID},p=1,c=${columns},r=${rows},C=1,z=-1,` : '';
      return `\x1b_G${first}m=${at < chunks.length - 1 ? 1 : 0};${chunk}\x1b\\`;
    })
    .join('');
}

/** What takes kitty's picture away; the others go with the cells under them. */
export const ERASE_KITTY = `\x1b_Ga=d,d=I,i=${ID},q=2\x1b\\`;
