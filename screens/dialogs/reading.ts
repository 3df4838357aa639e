import { type GuideSection, readGuide, sectionFor, sectionLines } from '../../src/jobs/guide.ts';
import type { Change } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToDialog } from '../contract/reply.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { lastFirst, scrolling } from '../widgets/scrolling.ts';

/** Text to read: help, receipts. A line that begins with `◆` is a heading; `\t` separates columns. */
export interface ReadingDialog {
  readonly kind: 'reading';
  readonly title: string;
  readonly text: readonly string[];
  readonly first: number;
  /** Of help: the contexts that were open, innermost first, by which the guide finds its section. */
  readonly about?: readonly string[];
  /** Of the guide: the number of the section that is read. */
  readonly section?: string;
}

export function openReading(title: string, text: readonly string[], about?: readonly string[]): ReadingDialog {
  return { kind: 'reading', title, text, first: 0, ...(about && { about }) };
}

/** Puts a section of the guide in place of what is read. */
const turned =
  (to: (guide: readonly GuideSection[], dialog: ReadingDialog) => GuideSection | undefined) =>
  (): Change<ReadingDialog> => ({
    effects: [
      {
        async run({ office }) {
          const guide = await readGuide(office.dataFolder);
          return replyToDialog<ReadingDialog>('reading', dialog => {
            const section = to(guide, dialog);
            if (!section) return { message: { tone: 'plain', text: '手册到这里为止' } };
            return { state: { ...openReading('手册', sectionLines(section)), section: section.number } };
          });
        },
      },
    ],
  });

const stepped = (steps: 1 | -1) =>
  turned((guide, { section }) => guide[guide.findIndex(({ number }) => number === section) + steps]);

const KEY_COLUMNS = 26;
const NAME_COLUMNS = 14;

function linesOf(text: readonly string[], columns: number): readonly Line[] {
  return text.flatMap((row): Line[] => {
    if (row.startsWith('◆')) return [line(row, 'section')];
    const [, keys, name, more] = row.split('\t');
    if (keys === undefined || name === undefined) return wrapped(row, columns).map(part => line(part, 'panel'));
    const indent = Math.min(KEY_COLUMNS, Math.floor(columns / 3));
    const help = wrapped(more ?? '', Math.max(10, columns - indent - NAME_COLUMNS - 4));
    const keyLines = wrapped(keys, indent);
    return Array.from({ length: Math.max(help.length, keyLines.length) }, (_, index) => [
      span(`  ${fitted(keyLines[index] ?? '', indent)}`, 'key'),
      span(` ${fitted(index === 0 ? name : '', Math.max(NAME_COLUMNS, widthOf(name)))} `, 'panel'),
      span(help[index] ?? '', 'panelQuiet'),
    ]);
  });
}

const shape = (area: { columns: number; rows: number }) => ({
  columns: Math.min(area.columns - 6, 100),
  // A low window has no lines to spare around it.
  rows: Math.max(3, area.rows - (area.rows < 18 ? 2 : 4)),
});

export const READING: DialogPart<ReadingDialog> = {
  contexts({ about, section }) {
    if (section !== undefined) return ['guide', 'reading'];
    return about ? ['help', 'reading'] : ['reading'];
  },
  actions: {
    ...scrolling<ReadingDialog>('reading', (dialog, area) => {
      const { columns, rows } = shape(area);
      return { lines: linesOf(dialog.text, columns).length, rows };
    }),
    'guide.open': turned((guide, { about = [] }) => sectionFor(guide, about) ?? guide[0]),
    'guide.next': stepped(1),
    'guide.previous': stepped(-1),
    'reading.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const { columns, rows } = shape(area);
    const all = linesOf(dialog.text, columns);
    const first = lastFirst(dialog.first, rows, all.length);
    const seen = all.slice(first, first + rows);
    const more = all.length > rows ? ` ${first + 1}-${first + seen.length}/${all.length}` : '';
    return centred(boxed(`${dialog.title}${more}`, { lines: seen }, columns), area);
  },
};
