import { importGood } from '../../jobs/office.ts';
import { openStored } from '../../journeys/hands.ts';
import type { Begin, Walk } from '../gallery.ts';

/** Two declarations with one bill of lading, of which the second is a page. */
const declaredBefore: Begin = async ({ start }, options) => {
  const program = await start(options);
  await importGood(program.office, 1);
  const [entryNo = ''] = await importGood(program.office, 1, { contractNo: 'HT-9', arrivalDate: '2016-08-18' });
  await openStored(program, entryNo);
  return program;
};

/** Three that can be sent, in an office that holds back what is sent. */
const holding: Begin = async ({ start, bureau }, options) => {
  const program = await start({ ...options, hold: 5 });
  await bureau(program);
  await importGood(program.office, 3);
  return program;
};

export const SENDING: readonly Walk[] = [
  {
    begin: declaredBefore,
    scenes: {
      'doubts-before-saving': ['entry.save'],
      'doubts-go-back': ['question.choose'],
      'doubts-before-sending': ['entry.send'],
    },
  },
  {
    begin: holding,
    scenes: {
      'held-on-the-first-page': ['home.send-saved', 'question.choose'],
      'held-on-the-list': ['1'],
      'held-before-quitting': ['app.quit'],
      'held-taken-back': ['question.cancel', 'app.take-back'],
      'held-one-on-its-page': ['list.open', 'entry.send'],
    },
  },
];
