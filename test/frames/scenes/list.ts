import { lookWhoHasOpen } from '../../../screens/pages/list/open-by.ts';
import { rowAt } from '../../../screens/pages/list/state.ts';
import { importGood } from '../../jobs/office.ts';
import { openStored } from '../../journeys/hands.ts';
import { listPage } from '../../journeys/list/listed.ts';
import { MANUAL_DAY } from '../../journeys/program.ts';
import { many } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';

/** The list of a kind that has declarations in every status. */
const listOf =
  (direction: 'in' | 'out' | 'pack', count: number): Begin =>
  async ({ start }, options) => {
    const program = await start(options);
    await many(program.office, direction, count);
    await program.press({ in: '1', out: '2', pack: '3' }[direction]);
    return program;
  };

/** Two others have declarations of the list open. */
const openElsewhere: Begin = async (stage, options) => {
  const program = await listOf('in', 6)(stage, options);
  const [first, second] = listPage(program).found.order.map((_, at) => rowAt(listPage(program), at)?.entryNo ?? '');
  for (const [user, entryNos] of [
    ['小王', [first, second]],
    ['欧阳明月', [second]],
  ] as const) {
    // A run is known by when it began.
    const now = () => MANUAL_DAY + entryNos.length * 60_000;
    const other = await stage.start({ ...options, home: program.office.home, user, now });
    for (const entryNo of entryNos) {
      await openStored(other, entryNo ?? '');
    }
  }
  program.program.run(lookWhoHasOpen(listPage(program)));
  await program.program.idle();
  return program;
};

export const LIST: readonly Walk[] = [
  { begin: openElsewhere, scenes: { 'open-elsewhere': ['<down>'] } },
  {
    scenes: {
      'in-empty': ['1'],
      'in-empty-nothing-to-open': ['list.open'],
      'out-empty': ['<ctrl+g>', '2'],
      'pack-empty': ['<ctrl+g>', '3'],
    },
  },
  {
    begin: listOf('in', 32),
    scenes: {
      in: [],
      'in-last': ['<end>'],
      'in-middle': ['<pageup>', '<up>', '<up>'],
      'in-marked': ['<home>', '<space>', '<space>', '<down>', '<space>'],
      'delete-question': ['list.delete'],
      'send-question': ['<escape>', '<escape>', '<right>', '<right>', 'list.mark-all', 'list.send'],
      'in-a-queue': ['<escape>', '<escape>'],
      'in-a-period': ['<left>', '<left>', '<tab>', '<tab>'],
      'in-a-range-of-days': ['<shift+tab>', '<shift+tab>', '<shift+tab>'],
      'search-form': ['<escape>', '<tab>', 'list.search'],
      'search-form-filled': ['<down>', '<down>', 'xc', '<down>', '远洋'],
      'search-form-done': ['<enter>'],
      searching: ['<escape>', 'szmm'],
      'searching-two-words': [' HT-2017-1'],
      'searching-in-vain': ['zz'],
      'columns-dialog': ['<escape>', 'list.columns'],
      'columns-dialog-changed': ['<down>', '<down>', '<space>', '<down>', '<down>'],
      'other-columns-and-order': ['<enter>'],
      'withdrawn-too': ['list.withdrawn'],
      deleted: ['<home>', '<space>', 'list.delete', '<right>', '<enter>'],
    },
  },
  { begin: listOf('out', 6), scenes: { out: [], 'out-columns-dialog': ['list.columns'] } },
  { begin: listOf('pack', 3), scenes: { pack: [], 'pack-search-form': ['list.search'] } },
  {
    begin: async ({ start, bureau }, options) => {
      const program = await start(options);
      await bureau(program);
      await importGood(program.office, 3);
      await program.press('1');
      return program;
    },
    scenes: {
      'receipts-none': [],
      sent: ['list.send'],
      received: ['app.receive'],
      'receipts-dialog': ['list.receipts'],
      'receipts-dialog-end': ['<pagedown>'],
    },
  },
  {
    begin: async ({ start, bureau }, options) => {
      const program = await start(options);
      await bureau(program);
      // One that comes out well and one that does not: what is sent at a time comes back in any order.
      const [faulty = ''] = await importGood(program.office, 2);
      await program.office.store.update(faulty, record => ({
        ...record,
        document: { ...record.document, consigneeName: '', contractNo: undefined as never },
      }));
      await program.press('1', 'list.mark-all', 'list.send', 'question.choose');
      return program;
    },
    scenes: {
      'results-with-faults': [],
      'results-another-chosen': ['<down>'],
      'results-gone-to': ['<up>', '<enter>'],
    },
  },
  {
    begin: listOf('in', 3),
    scenes: {
      'export-dialog': ['list.export'],
      'export-dialog-without-a-name': [...Array(30).fill('<backspace>'), '<enter>'],
    },
  },
];
