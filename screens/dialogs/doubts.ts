import { sentenceOf } from '../../src/declaration/describe.ts';
import type { Doubt } from '../../src/declaration/doubts.ts';
import { MIN_SIZE } from '../contract/area.ts';
import type { Reply } from '../contract/change.ts';
import { wrapped } from '../draw/picture.ts';
import { ask, type QuestionDialog } from './question.ts';

/** A declaration, and what is in doubt about it. */
interface Doubted {
  readonly entryNo: string;
  readonly doubts?: readonly Doubt[];
}

/** Rows of the smallest window that the answers leave, and their columns. */
const MAX_ROWS = 8;
const COLUMNS = MIN_SIZE.columns - 6;

/** As many lines as fit into the smallest window, and how many do not. */
function fitting(lines: readonly string[]): readonly string[] {
  let rows = 0;
  const count = lines.findIndex(text => {
    rows += wrapped(text, COLUMNS).length;
    return rows > MAX_ROWS;
  });
  return count < 0 ? lines : [...lines.slice(0, count), `… 另有 ${lines.length - count} 处`];
}

/** Asks whether to go on, in the word of what was to be done: 保存, 发送. Enter goes back. */
export function askAboutDoubts(verb: string, doubted: readonly Doubted[], goOn: Reply, back?: Reply): QuestionDialog {
  const many = doubted.length > 1;
  const lines = doubted.flatMap(({ entryNo, doubts = [] }) =>
    doubts.map(({ fault }) => `· ${many ? `${entryNo} ` : ''}${sentenceOf(fault)}`),
  );
  return ask(`${verb}前请核对`, fitting(lines), [
    { label: '回去', ...(back && { reply: back }) },
    { label: many ? `照样${verb} ${doubted.length} 份` : `照样${verb}`, reply: goOn },
  ]);
}
