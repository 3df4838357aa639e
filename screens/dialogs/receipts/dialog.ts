import type { Receipt } from '../../../src/declaration/receipt.ts';
import {
  type Explaining,
  explaining,
  explainReceipt,
  explanationLines,
} from '../../../src/jobs/receipt-explanations.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, Change, Effect } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToApp, replyToDialog } from '../../contract/reply.ts';
import { type Line, line } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { lastFirst, scrolling } from '../../widgets/scrolling.ts';
import { askText } from '../naming.ts';
import { openReading } from '../reading.ts';
import { receiptLines } from './lines.ts';

/** All receipts of a declaration, newest first (K7). */
export interface ReceiptsDialog {
  readonly kind: 'receipts';
  readonly title: string;
  readonly facts: string;
  readonly receipts: readonly Receipt[];
  readonly first: number;
}

/** `receipts` newest first; `facts` are the numbers of the declaration, in one line. */
export function openReceipts(title: string, facts: string, receipts: readonly Receipt[]): ReceiptsDialog {
  return { kind: 'receipts', title, facts, receipts, first: 0 };
}

/** Opens the receipts of a stored declaration, as they are now. */
export function viewReceipts(entryNo: string): Effect {
  return {
    async run({ office }) {
      const { receipts, declarationNo, applicationNo, clearanceNo, ledgerNo, seqNo, customsNo } =
        await office.store.get(entryNo);
      const facts = [
        declarationNo && `报检号 ${declarationNo}`,
        clearanceNo && `通关单号 ${clearanceNo}`,
        ledgerNo && `电子底账 ${ledgerNo}`,
        customsNo && `海关编号 ${customsNo}`,
        seqNo && !customsNo && `统一编号 ${seqNo}`,
        applicationNo && !declarationNo && `受理号 ${applicationNo}`,
      ];
      const open = openReceipts(`回执 ${entryNo}`, facts.filter(Boolean).join('  '), receipts.toReversed());
      return replyToApp(() => ({ open }));
    },
  };
}

/** Their codes, each once, the newest first. */
const codesOf = ({ receipts }: ReceiptsDialog): readonly Receipt[] =>
  [...new Map(receipts.toReversed().map(receipt => [receipt.code, receipt])).values()].toReversed();

/** What the codes mean; of a new one, how it is explained. */
const explanation = (dialog: ReceiptsDialog, explains: Explaining): readonly string[] =>
  codesOf(dialog).flatMap(receipt => {
    const known = explains(receipt);
    const lines = known
      ? explanationLines(known)
      : [`◆ ${nameOf(receipt)} 还没有说明：回到回执按 E 写一次，大家都看得到`];
    return [...lines, ''];
  });

/** Goes on with what is known of codes now: others may have explained one. */
const explained =
  (then: (dialog: ReceiptsDialog, explains: Explaining) => Change<ReceiptsDialog>): Action<ReceiptsDialog> =>
  dialog => {
    if (dialog.receipts.length === 0) return info('还没有回执');
    const reading: Effect = {
      async run({ office }) {
        const explains = await explaining(office);
        return replyToDialog<ReceiptsDialog>('receipts', now => then(now, explains));
      },
    };
    return { effects: [reading] };
  };

const nameOf = ({ code }: Receipt): string => cleanLine(code) || '没有代码的回执';

/** Asks what the newest code means that the program does not explain. */
const note = explained((dialog, explains) => {
  const receipt = codesOf(dialog).find(each => each.code !== '' && !explains(each)?.meaning);
  if (!receipt) return info('这些代码都有说明，F1 查看');
  const code = nameOf(receipt);
  const notes = [cleanLine(receipt.text), '原因和怎么办，一两句；空的是取消说明'];
  return {
    open: askText(
      { title: '回执说明', label: code, start: explains(receipt)?.own ?? '', notes },
      async (text, { office }) => {
        await explainReceipt(office, receipt.code, text);
        return replyToDialog<ReceiptsDialog>('receipts', () => good(`${code} 的说明已保存，F1 查看`));
      },
    ),
  };
});

const columnsIn = (area: Size): number => Math.min(area.columns - 6, 100);
// A low window has no lines to spare around it.
const rowsIn = (area: Size): number => Math.max(3, area.rows - (area.rows < 18 ? 2 : 6));

function linesOf({ facts, receipts }: ReceiptsDialog, columns: number): readonly Line[] {
  const head: Line[] = facts === '' ? [] : [line(facts, 'bold'), []];
  const body = receipts.length > 0 ? receiptLines(receipts, columns) : [line('暂无回执', 'panelQuiet')];
  return [...head, ...body];
}

export const RECEIPTS: DialogPart<ReceiptsDialog> = {
  contexts: () => ['receipts'],
  actions: {
    ...scrolling<ReceiptsDialog>('receipts', (dialog, area) => ({
      lines: linesOf(dialog, columnsIn(area)).length,
      rows: rowsIn(area),
    })),
    'receipts.paperless': {
      cannot: ({ receipts }) => (receipts.length > 0 ? undefined : '还没有回执'),
      run: ({ receipts: [receipt] }) => ({
        close: true,
        ...(receipt && { reply: replyToApp(() => ({ go: { to: 'paperless', entryNo: receipt.entryNo } })) }),
      }),
    },
    'receipts.explain': explained((dialog, explains) => ({
      open: openReading('回执说明', explanation(dialog, explains)),
    })),
    'receipts.note': note,
    'receipts.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = columnsIn(area);
    const all = linesOf(dialog, columns);
    const rows = rowsIn(area);
    const first = lastFirst(dialog.first, rows, all.length);
    const seen = all.slice(first, first + rows);
    const more = all.length > rows ? `  ${first + 1}-${first + seen.length}/${all.length} 行` : '';
    return centred(boxed(`${dialog.title}${more}`, { lines: seen }, columns), area);
  },
};
