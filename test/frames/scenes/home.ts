import { changeChannel } from '../../../src/jobs/channel.ts';
import { removeDeclaration } from '../../../src/jobs/keep-declarations.ts';
import { receiveReceipts } from '../../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { importGood } from '../../jobs/office.ts';
import { PRACTISING } from '../../journeys/at-start.ts';
import type { TestProgram } from '../../journeys/program.ts';
import { example, many, stored } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';

/** A port at which nobody listens. */
const NOWHERE = 'http://127.0.0.1:9/';

/** An office in the middle of its work: all that the first page can tell of. */
const busyOffice: Begin = async ({ start, bureau }, options) => {
  const program = await start(options);
  const { office } = program;
  await many(office, 'in', 19);
  await many(office, 'out', 5);
  const practice = await bureau(program);
  const sent = await importGood(office, 4);
  for (const entryNo of sent) await sendDeclaration(office, entryNo);
  practice.setFaults({ verdict: 'reject' });
  const [rejected = ''] = await importGood(office, 1, { consigneeName: '佛山利民水果行', billOfLadingNo: 'BL-5' });
  await sendDeclaration(office, rejected);
  const [, , gone = ''] = sent;
  await office.store.remove(gone);
  await receiveReceipts(office, { entryNos: [gone] });
  await program.press('app.receive');
  return program;
};

/** Several declarations that could not be delivered. */
const unreachable: Begin = async ({ start }, options) => {
  const program = await start(options);
  const entryNos = await importGood(program.office, 7);
  await changeChannel(program.office, { platform: '02', sendUrl: NOWHERE, receiveUrl: NOWHERE });
  // One after the other: those that are sent at a time come back in any order.
  for (const entryNo of entryNos.slice(0, -1)) await sendDeclaration(program.office, entryNo);
  await program.press('1', 'list.send');
  return program;
};

/** Holds a job that people wait for until the test ends. */
const hold = ({ program }: TestProgram, done: number, of: number): void =>
  program.run({
    label: '正在发送 12 份单证',
    run: async ({ progress }) => {
      if (of > 0) progress(done, of);
      return await new Promise(() => {});
    },
  });

/** Some that were deleted, one by somebody else. */
const withTrash: Begin = async ({ start }, options) => {
  const program = await start(options);
  const [one = '', two = ''] = await importGood(program.office, 3);
  await removeDeclaration(program.office, one);
  await removeDeclaration({ ...program.office, user: '王小明' }, two);
  return program;
};

export const HOME: readonly Walk[] = [
  {
    scenes: {
      'first-steps': ['<down>', '<down>', '<down>'],
      'first-form': ['<enter>'],
      'first-form-matches': ['4403000005', '<enter>', '海通报关', '<enter>', '<enter>', '<enter>', '4403'],
      'first-form-lacking': ['<escape>', 'form.clear', 'first.keep'],
      'first-steps-done': ['4403000005', '<enter>', '海通报关', 'first.keep'],
      'first-steps-away': ['home.put-away'],
    },
  },
  {
    begin: withTrash,
    scenes: {
      trash: ['d'],
      'trash-found': ['王小明'],
      'trash-restored': ['<enter>'],
    },
  },
  { scenes: { empty: [] }, also: [[50, 12]] },
  {
    scenes: {
      'a-key-without-meaning': ['z'],
      'which-kind-is-new': ['n'],
      'which-kind-is-new-another': ['<right>'],
      'nothing-to-send': ['<escape>', 'home.send-saved'],
      'nothing-to-recover': ['u'],
      'no-templates': ['t'],
      'receiving-without-a-bureau': ['r'],
      'pages-open': ['<escape>', '1', '<ctrl+g>', '2', '<ctrl+g>', 'n', '1', '<tab>', '13', '<ctrl+g>'],
      'page-chosen': ['<down>', '<down>', '<down>'],
      'the-last-page-in-front': ['<f11>'],
    },
  },
  {
    begin: busyOffice,
    scenes: {
      'in-the-middle-of-work': [],
      'a-count-chosen': ['<right>', '<right>'],
      'a-rejected-one-chosen': ['<down>', '<down>', '<down>'],
      'receipts-of-nobody-chosen': ['<down>', '<down>', '<down>', '<down>', '<down>'],
      'receipts-of-nobody': ['home.open'],
      'the-last-line-chosen': ['<escape>', ...Array(9).fill('<up>')],
      'before-sending-all': ['home.send-saved'],
      'sound-off': ['<escape>', 'home.sound'],
    },
  },
  {
    begin: unreachable,
    scenes: {
      'undelivered-results': [],
      'undelivered-outbox': ['<escape>', '<ctrl+g>'],
      'undelivered-chosen': ['<down>', '<down>', '<down>'],
    },
  },
  { scenes: { 'waiting-for-a-job': async program => hold(program, 0, 0) } },
  { scenes: { 'progress-of-a-job': async program => hold(program, 3, 12) } },
  {
    begin: async ({ start }, options) =>
      await start({ ...options, practice: true, homeName: '/srv/报检/二号机/baojian' }),
    scenes: { 'practice-in-a-folder-with-a-long-name': [] },
  },
  {
    begin: async ({ start, bureau, folder }, options) => {
      const home = await folder();
      await bureau(await start({ home, ink: false, seed: 2 }));
      return await start({ ...options, ...PRACTISING, home });
    },
    scenes: { 'practice-ready': [] },
  },
  {
    begin: async ({ start }, options) => {
      const program = await start(options);
      await stored(program.office, example('out-full'));
      await program.press('<f5>', '<escape>');
      return program;
    },
    scenes: { 'one-saved': [] },
  },
];
