import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, type PtyScreen, start } from './screen.ts';

/*
 * WHAT A LOST KEY IS
 *
 * Keys go into the terminal one at a time, the next as soon as the one before is painted: the cursor stands behind its letter. That is as
 * fast as the program can be typed into by anybody who sees what he types. Then, at a random moment, the program is killed, and what it
 * had still written to the terminal is painted, too.
 *   typed   letters that were written into the terminal
 *   painted letters that were on the screen when the program was dead; by the rule above `typed` or one less: the key under the finger,
 *           which the program had perhaps not even read
 *   found   letters that are there after the next start has offered the page, the offer was taken and the page was kept as a draft,
 *           as they stand in the file of the declaration
 * Lost are `typed - found`. What was painted and is not found is a fault, however little it is, and so is a letter too many or another one.
 */

/** What became of one page of a round. */
export interface Fate {
  readonly typed: number;
  readonly painted: number;
  readonly found: number;
  readonly lost: number;
}

export interface Round {
  /** Pages that are open, and typed into in turn. */
  readonly pages: number;
  readonly signal: 'SIGKILL' | 'SIGHUP';
  /** Kills the next program, too, once it has opened the pages again. */
  readonly twice?: boolean;
  /** Writes a whole field at once and does not wait for each letter. */
  readonly burst?: boolean;
}

export interface Killing {
  /** Plays one round: new pages, typed into and killed, opened again, compared, closed. One program lives on into the next round. */
  play(round: Round): Promise<readonly Fate[]>;
  end(): void;
}

/** Fields that take any letter, and how many times Tab leads from one to the next. */
const FIELDS: readonly (readonly [tabs: number, id: string])[] = [
  [4, 'contactPerson'],
  [2, 'consigneeCode'],
  [1, 'consigneeName'],
  [1, 'consigneeNameEn'],
  [1, 'consigneeAddress'],
  [1, 'consignorCode'],
  [1, 'consignorName'],
  [1, 'consignorNameEn'],
  [1, 'consignorAddress'],
];
/** Letters that each of them shows without scrolling. */
const LETTERS = 14;
/** Letters on one page before the next page has its turn. */
const TURN = 9;
/** The kill comes within so many milliseconds of the first key. */
const WITHIN = 450;
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

interface TypedPage {
  readonly id: string;
  /** Its number among the tabs. */
  readonly tab: number;
  text: string;
  painted: number;
}

class Died extends Error {}

/** How the program is reached: in the terminal itself, or through something that can break. */
export interface Line {
  command(main: string, home: string): readonly string[];
  /** Resolves when the program has ended in that home, after its terminal has. */
  ended(home: string): Promise<void>;
}

const DIRECT: Line = { command: (main, home) => [process.execPath, main, '--home', home], ended: async () => {} };

/** Plays rounds of killing on the program in a data folder that is not there yet. */
export async function openKilling(
  main: string,
  home: string,
  random: () => number,
  line: Line = DIRECT,
): Promise<Killing> {
  const run = (): PtyScreen => start(line.command(main, home), { columns: 120, rows: 40 });
  let screen = run();
  await screen.waitFor('这里还没有数据');
  screen.press('down', 'enter');
  await screen.waitFor(/入境 +\[0\]/u);
  // The form of the first declaration is for later.
  await screen.waitFor('以后再填');
  screen.press('escape');
  await screen.waitFor(text => !text.includes('以后再填'));

  async function begin(tab: number): Promise<TypedPage> {
    screen.press('ctrl+g');
    await screen.waitFor(/\[1 首页/u);
    screen.press('n');
    await screen.waitFor('哪一种单证');
    screen.press('enter');
    await screen.waitFor(new RegExp(`\\[${tab} 入境.*报检日期\\*\\[20`, 'su'));
    return { id: frontOf(screen), tab, text: '', painted: 0 };
  }

  /** Types one key and waits until the cursor says that it is painted; fails with Died when the program did not live that long. */
  async function key(bytes: string, painted: (x: number, y: number) => boolean): Promise<void> {
    screen.type(bytes);
    try {
      // On the screen that the program leaves behind the terminal itself echoes what is typed.
      await screen.waitFor(() => screen.onAlternateScreen() && painted(screen.cursor().x, screen.cursor().y));
    } catch (error) {
      throw dead ? new Died() : error;
    }
  }

  let dead = false;
  /** The page that was last called to the front. */
  let asked = '';

  /** Types into the pages in turn until the program is killed. */
  async function typeInto(pages: readonly TypedPage[], burst: boolean): Promise<void> {
    for (;;) {
      for (const page of pages) {
        if (pages.length > 1) await front(page);
        for (let count = 0; count < (burst ? LETTERS : TURN); count += 1) {
          if (page.text.length === FIELDS.length * LETTERS) return;
          if (page.text.length % LETTERS === 0) await nextField(page);
          if (burst) await letters(page, LETTERS);
          else await letters(page, 1);
          if (burst) break;
        }
      }
    }
  }

  async function front(page: TypedPage): Promise<void> {
    if (dead) throw new Died();
    asked = page.id;
    screen.press(`alt+${page.tab}`);
    try {
      await screen.waitFor(() => screen.onAlternateScreen() && frontOf(screen) === page.id);
    } catch (error) {
      throw dead ? new Died() : error;
    }
  }

  async function nextField({ text }: TypedPage): Promise<void> {
    const [tabs] = FIELDS[text.length / LETTERS] ?? [0];
    for (let tab = 0; tab < tabs; tab += 1) {
      const { x, y } = screen.cursor();
      await key(bytesOf('tab'), (nowX, nowY) => nowX !== x || nowY !== y);
    }
  }

  /** Letters behind one another in the field in hand; `painted` grows with the cursor. */
  async function letters(page: TypedPage, count: number): Promise<void> {
    if (dead) throw new Died();
    const { x, y } = screen.cursor();
    const before = page.text.length;
    let bytes = '';
    for (let letter = 0; letter < count; letter += 1) bytes += ALPHABET[Math.floor(random() * ALPHABET.length)] ?? '';
    page.text += bytes;
    const seen = (): void => {
      const now = screen.cursor();
      if (screen.onAlternateScreen() && now.y === y && now.x >= x && now.x <= x + count)
        page.painted = Math.max(page.painted, before + now.x - x);
    };
    for (const letter of bytes.slice(0, -1)) screen.type(letter);
    try {
      await key(bytes.slice(-1), (nowX, nowY) => {
        seen();
        return nowX === x + count && nowY === y;
      });
    } finally {
      // What was on its way when the program died.
      seen();
    }
  }

  async function kill(pages: readonly TypedPage[], { signal, burst = false }: Round): Promise<string> {
    dead = false;
    asked = '';
    const ended = screen.exit();
    const timer = setTimeout(
      () => {
        dead = true;
        screen.signal(signal);
      },
      1 + random() * WITHIN,
    );
    let inFront = '';
    try {
      await typeInto(pages, burst);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    } finally {
      await ended;
      clearTimeout(timer);
      await line.ended(home);
    }
    // After a kill the last picture stays; whoever leaves in order gives the screen back first.
    if (signal === 'SIGKILL') inFront = frontOf(screen);
    screen.kill();
    return inFront;
  }

  /** Takes the offer of the next start; false where it has none to make, since nothing had been typed yet. */
  async function again(pages: readonly TypedPage[]): Promise<boolean> {
    screen = run();
    const isOffer = (text: string): boolean => text.includes('上次没有正常退出');
    // The offer is made before the counts of the first page are read.
    await screen.waitFor(text => isOffer(text) || /入境 +\[\d/u.test(text));
    for (const { id, painted } of pages) {
      if (painted > 0 && !screen.text().includes(id)) throw new Error(`${id} is not offered:\n${screen.text()}`);
    }
    if (!isOffer(screen.text())) return false;
    screen.press('enter');
    await screen.waitFor('都打开了，和上次一样');
    return true;
  }

  async function found(page: TypedPage): Promise<Fate> {
    screen.press('ctrl+t');
    await screen.waitFor(`${page.id} 已暂存为草稿`);
    const document = documentOf(home, page.id);
    const text = FIELDS.map(([, id]) => document[id] ?? '').join('');
    const fate = {
      typed: page.text.length,
      painted: page.painted,
      found: text.length,
      lost: page.text.length - text.length,
    };
    if (!page.text.startsWith(text)) throw new Error(`Typed ${page.text}, found ${text}`);
    if (text.length < page.painted)
      throw new Error(`Painted ${page.painted} of ${page.text}, found ${text} in ${JSON.stringify(document)}`);
    return fate;
  }

  return {
    async play(round) {
      const pages: TypedPage[] = [];
      for (let count = 0; count < round.pages; count += 1) pages.push(await begin(count + 2));
      const inFront = await kill(pages, round);
      if (!(await again(pages)))
        return pages.map(({ text: { length } }) => ({ typed: length, painted: 0, found: 0, lost: length }));
      // The key that calls another page to the front may be the one under the finger.
      const front = frontOf(screen);
      if (inFront !== '' && front !== inFront && front !== asked)
        throw new Error(`${inFront} was in front, now ${front}`);
      if (round.twice) {
        const ended = screen.exit();
        screen.signal('SIGKILL');
        await ended;
        screen.kill();
        await line.ended(home);
        await again(pages);
      }
      const fates: Fate[] = [];
      for (const page of pages) {
        screen.press(`alt+${page.tab}`);
        await screen.waitFor(new RegExp(`\\[${page.tab} .*${page.id}`, 'u'));
        fates.push(await found(page));
      }
      for (const { id } of pages) {
        screen.press('ctrl+w');
        await screen.waitFor(text => !text.split('\n')[0]?.includes(id) || frontOf(screen) !== id);
      }
      await screen.waitFor(/\[1 首页/u);
      return fates;
    },
    end: () => screen.kill(),
  };
}

/** The entry number of the page in front, from its tab. */
function frontOf(screen: PtyScreen): string {
  return /\[\d [^\]]*?(W[A-Z]\d+)/u.exec(screen.text())?.[1] ?? '';
}

function documentOf(home: string, entryNo: string): Readonly<Record<string, string | undefined>> {
  const folder = join(home, 'declarations');
  const month = readdirSync(folder).find(name => readdirSync(join(folder, name)).includes(`${entryNo}.json`));
  return JSON.parse(readFileSync(join(folder, month ?? '', `${entryNo}.json`), 'utf8')).document;
}
