import { bookOf } from '../../../src/jobs/office.ts';
import { fillSection } from '../../journeys/hands.ts';
import type { TestProgram } from '../../journeys/program.ts';
import { pastOf } from '../../journeys/tasks/past.ts';
import { INBOUND, WINE } from '../../journeys/values.ts';
import { blank, example, opened, stored } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';
import { goTo } from '../go-to.ts';

const full = example('in-full');
const twelve = { ...example('in-50-goods'), goods: example('in-50-goods').goods.slice(0, 12) };
const long =
  '请在冷库内查验，证书需中法文对照，正本寄往广州市天河区珠江新城华夏路16号富力盈凯广场38楼，副本随货同行，'.repeat(2);

/** Types a text of several lines at once, as a terminal pastes it. */
const paste = async ({ program }: TestProgram, text: string): Promise<void> => {
  program.key({ name: 'paste', ctrl: false, alt: false, shift: false, paste: text });
  await program.idle();
};

/** The first inbound declaration of an office. */
const FIRST = 'WI150881040000000';

/** An office with a declaration that the bureau has sent back because of two codes that it no longer has. */
const rejected: Begin = async ({ start, bureau }, options) => {
  const program = await start(options);
  const book = bookOf(program.office.codes);
  const gone = new Set(['trade-modes 11', 'purposes 12']);
  await bureau(program, {
    book: { ...book, find: (table, code) => (gone.has(`${table} ${code}`) ? undefined : book.find(table, code)) },
  });
  await stored(program.office, full);
  await program.press('1', 'list.send', 'app.receive');
  return program;
};

/** A copy of the known party's declaration in an office where it was sent before. */
const repeated: Begin = async ({ start, bureau }, options) => {
  const program = await start(options);
  await bureau(program);
  await pastOf(program.office);
  await program.press('1', 'list.last', 'list.copy');
  return program;
};

export const ENTRY: readonly Walk[] = [
  {
    begin: repeated,
    scenes: {
      'lane-begun': [],
      'lane-last-time-told': ['<enter>', '<enter>'],
      'lane-in-goods': ['COSU6201', '<enter>', '1022', '<enter>'],
      'lane-amount-offered': ['12000', '<enter>'],
      'lane-question-before-sending': ['<enter>', '<enter>', '<enter>', '<enter>'],
    },
  },
  {
    begin: blank('in'),
    scenes: {
      'in-blank': [],
      jump: ['entry.jump'],
      'jump-next-screen': ['<pagedown>'],
      'in-blank-parties': ['<escape>', '<pagedown>'],
      'in-blank-containers': ['<pagedown>'],
      'in-blank-goods': ['<pagedown>'],
      'nothing-to-undo': ['<ctrl+z>'],
      'faults-after-saving': ['entry.save'],
      'fault-of-a-field': ['<tab>', '<tab>'],
    },
  },
  {
    begin: blank('out'),
    scenes: {
      'out-blank': [],
      'out-blank-parties': ['<pagedown>'],
      'out-blank-containers': ['<pagedown>'],
      'out-blank-goods': ['<pagedown>'],
    },
  },
  {
    begin: blank('pack'),
    scenes: {
      'pack-blank': [],
      'calendar-below': ['<space>'],
      'calendar-another-month': ['<pagedown>', '<down>'],
      'pack-blank-goods': ['<escape>', '<pagedown>', '<pagedown>'],
    },
  },
  {
    begin: opened(full),
    scenes: {
      'in-filled': [],
      'in-filled-parties': ['<pagedown>'],
      'in-filled-containers': ['<pagedown>'],
      'container-list-focused': ['<ctrl+q>'],
      'container-taken-back': ['<enter>'],
      'in-filled-goods': ['<pagedown>'],
      'goods-list-focused': ['<ctrl+q>'],
      'goods-taken-back': ['<enter>'],
      'jump-to-goods-and-lists': ['entry.jump'],
      'row-changed-and-unsaved': ['<escape>', '<tab>', '<tab>', '<tab>', 'SPEC-2', '<tab>'],
      'draft-kept': ['<f5>', 'entry.draft'],
    },
  },
  {
    begin: opened(example('out-full')),
    scenes: { 'out-filled': [], 'out-filled-goods': ['<pagedown>', '<pagedown>', '<pagedown>', '<ctrl+q>', '<enter>'] },
  },
  {
    begin: opened(example('pack-full')),
    scenes: { 'pack-filled': [], 'pack-filled-goods': ['<pagedown>', '<pagedown>', '<ctrl+q>', '<enter>'] },
  },
  {
    begin: opened(twelve),
    scenes: {
      'goods-twelve-lines': ['<pagedown>', '<pagedown>', '<pagedown>'],
      'goods-twelve-lines-last': ['<ctrl+q>', '<end>'],
      'goods-line-copied': ['<ctrl+c>'],
    },
  },
  {
    begin: opened(example('in-vehicles'), { status: 'accepted' }),
    scenes: {
      'sent-read-only': [],
      'sent-line-before-last': ['<pagedown>', '<pagedown>', '<pagedown>', '<ctrl+q>', '<home>', '<enter>'],
      'sent-nothing-changes': ['x'],
      'sent-copied': ['entry.copy'],
    },
  },
  {
    begin: rejected,
    scenes: {
      'rejected-at-the-field-that-is-named': ['<ctrl+g>', '1', 'list.open'],
      'rejected-another-field': ['<tab>'],
      'rejected-faults': ['entry.faults'],
      'rejected-receipts': ['<escape>', 'entry.receipts'],
    },
  },
  {
    begin: opened(example('in-wrong-in-every-rule')),
    scenes: {
      'faults-of-every-kind': ['entry.save'],
      'faults-of-every-kind-containers': ['<pagedown>', '<pagedown>', '<ctrl+q>', '<home>', '<enter>'],
      'faults-of-every-kind-goods': ['<pagedown>', '<ctrl+q>', '<home>', '<enter>'],
      'matches-beside-faults': async program => {
        await goTo(program, 'goods.purpose');
        await program.press('sy');
      },
    },
  },
  {
    begin: opened(full),
    scenes: {
      'another-has-saved': async ({ office, program }) => {
        await office.store.update(FIRST, found => ({
          ...found,
          updatedBy: '小王',
          document: { ...found.document, contactPerson: '王一' },
        }));
        await program.idle();
      },
      'another-has-saved-while-this-one-changed': async ({ office, program, press }) => {
        await press('<tab>', '<tab>', '4401012345', '<tab>');
        await office.store.update(FIRST, found => ({
          ...found,
          updatedBy: '小李',
          document: { ...found.document, contactPerson: '李一' },
        }));
        await program.idle();
      },
      'another-has-removed-it': async ({ office, program }) => {
        await office.store.remove(FIRST);
        await program.idle();
      },
    },
  },
  {
    begin: opened(example('in-linked-containers')),
    scenes: {
      'containers-two-lines': ['<pagedown>', '<pagedown>', '<ctrl+q>', '<down>'],
      'goods-links-made': ['<escape>', 'rows.make-goods'],
    },
  },
  {
    begin: blank('in'),
    scenes: {
      'matches-below': ['<tab>', '1'],
      'matches-entered': ['<down>', '<down>'],
      'matches-many': ['<escape>', '<escape>', '<pagedown>', '<f4>'],
      'matches-none': ['zzzz'],
      'matches-of-an-hs-code': async program => {
        await program.press('<escape>', '<escape>');
        await goTo(program, 'goods.hsCode');
        await program.press('22042');
      },
      'a-code-nobody-knows': ['<escape>', ...Array(5).fill('<backspace>'), '9999999999', '<tab>', '<shift+tab>'],
      'matches-above': async program => {
        await goTo(program, 'goods.quantityUnit');
        await program.press('<f4>');
      },
      'text-too-long-for-its-field': async program => {
        await program.press('<escape>', '<escape>', '<pageup>', '<pageup>');
        await goTo(program, 'specialRequirements');
        await program.press(long.slice(0, 120));
      },
      'caret-at-the-beginning-of-a-long-text': ['<home>'],
      'value-too-long-for-its-field': ['<tab>', '<shift+tab>'],
      'several-lines-pasted': async program => {
        await goTo(program, 'marks');
        await paste(program, 'WUZHOU\nSHENZHEN\nNO.1-667');
      },
      'a-day-that-does-not-exist': async program => {
        await program.press('<tab>', '<pageup>', '<pageup>', '<pageup>');
        await goTo(program, 'declarationDate');
        await program.press('<backspace>', '20170231', '<enter>');
      },
    },
  },
  {
    begin: blank('in'),
    scenes: {
      'typed-through': async program => {
        await fillSection(program, INBOUND);
        await fillSection(program, INBOUND);
        await fillSection(program, {});
        await fillSection(program, WINE);
      },
      saved: ['entry.save'],
      'next-missing': ['entry.next-missing'],
      'changed-and-closed': ['<tab>', '<tab>', 'SPEC', 'app.close-page'],
      'changed-and-quit': ['<escape>', 'app.quit'],
      'changed-and-new': ['<escape>', 'entry.new'],
    },
  },
];
