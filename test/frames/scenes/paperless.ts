import { withReceipts } from '../../../src/declaration/receive.ts';
import { addDocument } from '../../../src/jobs/paperless/documents.ts';
import { makeReceipt } from '../../../src/message/receipt.ts';
import { fileOf, pdf } from '../../jobs/paperless/files.ts';
import { openList } from '../../journeys/hands.ts';
import { inbound } from '../../practice/declarations.ts';
import { stored } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';

/** A declaration that was accepted, and of which the bureau asks for documents; one of them is there. */
const asked: Begin = async ({ start }, options) => {
  const program = await start(options);
  const { office } = program;
  const entryNo = await stored(office, inbound(''), { status: 'sent', sending: 1 });
  const receipt = makeReceipt({
    ...{ entryNo, code: '1300', dealNo: '117000004025958', time: '2017-10-24 10:00:00' },
    text: '报检号:[117000004025958]已正式受理通过。无纸化单证上传: 合同、发票、装箱单。',
  });
  await office.store.update(entryNo, record => withReceipts(record, [receipt], '2017-10-24T02:00:00.000Z'));
  await addDocument(office, entryNo, { kind: '合同', number: 'HT-2017-088', note: '两页' }, [
    fileOf('销售合同.pdf', pdf('合同', 300_000)),
    fileOf('附件一.pdf', pdf('附件', 9_000)),
  ]);
  await addDocument(office, entryNo, { kind: '发票' }, []);
  await openList(program);
  return program;
};

export const PAPERLESS: readonly Walk[] = [
  {
    begin: asked,
    scenes: {
      'asked-in-the-list': [],
      documents: ['list.paperless'],
      'on-file': ['paperless.tab'],
      'a-new-document': ['paperless.tab', 'paperless.add'],
      'kinds-found': ['fp'],
      'a-kind-that-is-none': ['x'],
      'which-way': ['document.close', 'paperless.way'],
      'no-file-yet': ['1', 'paperless.send'],
      'a-document-goes': ['question.choose', 'paperless.last', 'paperless.up', 'paperless.remove'],
    },
  },
];
