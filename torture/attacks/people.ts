import { type Attack, type Found, lost, twice } from '../attack.ts';
import { auditOf, inHome, problemsIn } from '../home-state.ts';
import { copyHome, declaration, type PracticeHome, practiceHome } from '../practice-home.ts';
import { type Random, randomOf } from '../random.ts';
import { type Ended, manners, type Stage } from '../stage.ts';

const FIELDS = ['contactPerson', 'consigneeName', 'consignorName', 'storagePlace'];
const STEPS = 3;

/** What the people of a case have been told is kept. */
interface Told {
  /** Values of the fields of the one draft that all of them edit: each has a field of its own. */
  readonly fields: Map<string, { readonly sure: string; readonly maybe: string }>;
  /** Contract numbers of what was imported, and how sure that is. */
  readonly imported: Map<string, boolean>;
  readonly copies: Set<string>;
  readonly deleted: Set<string>;
  readonly templates: Map<string, boolean>;
}

interface Person {
  readonly stage: Stage;
  readonly home: string;
  readonly practice: PracticeHome;
  readonly number: number;
  readonly random: Random;
  readonly told: Told;
}

/** Runs a command of a person; now and then it is killed after a moment. True when it said that all is done. */
async function act({ stage, home, random }: Person, words: readonly string[], input = ''): Promise<Ended> {
  const kill = random.chance(0.2) ? 50 + random.below(900) : undefined;
  return await stage.run(home, words, {
    input,
    started: pid => {
      if (kill === undefined) return;
      setTimeout(() => {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It was quicker.
        }
      }, kill);
    },
  });
}

async function step(person: Person, at: number): Promise<Found[]> {
  const { practice, number, random, told } = person;
  const mark = `P${number}S${at}`;
  const field = FIELDS[number] ?? '';
  const draft = practice.numbers.draft ?? '';
  // A kill is no bad manner.
  const judged = (ended: Ended): Found[] => (ended.signal === 'SIGKILL' && !ended.hung ? [] : manners(ended));
  switch (random.below(4)) {
    case 0: {
      const ended = await act(person, ['edit', draft, '--set', `${field}=${mark}`]);
      const known = told.fields.get(field);
      told.fields.set(field, ended.code === 0 ? { sure: mark, maybe: mark } : { sure: known?.sure ?? '', maybe: mark });
      return judged(ended);
    }
    case 1: {
      const contents = { ...declaration('in-minimal'), contractNo: mark, billOfLadingNo: mark };
      const ended = await act(person, ['import', '-'], JSON.stringify(contents));
      told.imported.set(mark, ended.code === 0);
      return judged(ended);
    }
    case 2: {
      const ended = await act(person, ['copy', practice.numbers.other ?? '']);
      const copy = /W[IEP][0-9]{13,15}/gu.exec(ended.out.replaceAll(practice.numbers.other ?? '', ''))?.[0];
      if (ended.code !== 0 || copy === undefined) return judged(ended);
      told.copies.add(copy);
      if (!random.chance(0.4)) return judged(ended);
      const gone = await act(person, ['delete', copy]);
      if (gone.code === 0) told.deleted.add(copy);
      else told.copies.delete(copy);
      return [...judged(ended), ...judged(gone)];
    }
    default: {
      const ended = await act(person, ['template', 'keep', mark, practice.numbers.saved ?? '']);
      told.templates.set(mark, ended.code === 0);
      return judged(ended);
    }
  }
}

function judge(stage: Stage, home: string, practice: PracticeHome, told: Told): Promise<Found[]> {
  return inHome(stage, home, async office => {
    const { store } = office;
    const found: Found[] = [];
    const rows = [...store.rows()];
    const trash = new Set(await store.trash());
    const draft = (await store.get(practice.numbers.draft ?? '')).document as Readonly<Record<string, unknown>>;
    for (const [field, { sure, maybe }] of told.fields) {
      const is = draft[field];
      if (is !== sure && is !== maybe && sure !== '') found.push(lost(`${field} was ${sure}, is ${is}`));
    }
    for (const [mark, sure] of told.imported) {
      const count = rows.filter(({ contract }) => contract === mark).length;
      if (sure && count === 0) found.push(lost(`imported ${mark}`));
      if (count > 1) found.push(twice(`imported ${mark}`));
    }
    const numbers = new Set(rows.map(({ entryNo }) => entryNo));
    for (const copy of told.copies) {
      if (told.deleted.has(copy) ? !trash.has(copy) : !numbers.has(copy)) found.push(lost(`copy ${copy}`));
      if (numbers.has(copy) && trash.has(copy)) found.push(twice(`${copy} is in the list and in the trash`));
    }
    const kept = await stage.here(home, ['template', 'list', '--json']);
    for (const [mark, sure] of told.templates)
      if (sure && !kept.out.includes(mark)) found.push(lost(`template ${mark}`));
    found.push(...(await auditOf(office, numbers)));
    return [...found, ...(await problemsIn(office, ['check.leftover', 'check.index']))];
  });
}

export const people: Attack = {
  name: 'people',
  what: 'several people work on one home at once, some of their commands are killed; what was said to be done is there once',
  weight: 1.5,
  async open(stage) {
    const practice = await practiceHome(stage);
    return {
      async play(at, random) {
        const home = copyHome(stage, practice);
        const told: Told = {
          fields: new Map(),
          imported: new Map(),
          copies: new Set(),
          deleted: new Set(),
          templates: new Map(),
        };
        // A chance for each: the order in which their commands end must not decide what the others do.
        const chances = FIELDS.map(() => randomOf(random()));
        const works = chances.map(async (chance, number): Promise<Found[]> => {
          const person = { stage, home, practice, number, random: chance, told };
          const found: Found[] = [];
          for (let turn = 0; turn < STEPS; turn += 1) found.push(...(await step(person, turn)));
          return found;
        });
        const found = (await Promise.all(works)).flat();
        found.push(...(await judge(stage, home, practice, told)));
        return { title: `${FIELDS.length} people, ${STEPS} commands each, case ${at}`, found };
      },
    };
  },
};
