import { beijingTime } from './clock.ts';
import {
  applicationNoOf,
  clearanceBaseOf,
  clearanceNoOf,
  declarationNoOf,
  inspectionNoOf,
  ledgerNoOf,
  type NumberParts,
} from './numbers.ts';
import type { Verdict } from './verdict.ts';

/** A receipt that will be given from `due` on, in milliseconds since 1970. */
export interface PlannedReceipt {
  readonly identity: string;
  readonly due: number;
  readonly code: string;
  readonly text: string;
  readonly dealNo: string;
  /** 电子底账数据号 */
  readonly ledgerNo?: string;
}

/**
 * The receipt codes, all of them the bureau's own. The manual prints 1000 and 1100, and no code for sampling: that comes with the one of an
 * inspection order here. Programs know such receipts by their text.
 */
// biome-ignore format: table
const CODES = {
  received: '1000',
  released: '1100',
  rejected: '1101',
  accepted: '1300',
  sampled:  '1500',
  cleared:  '3000',
  through:  '2000',
} as const;

/** Stands at the end of all that the bureau says, so that nobody takes it for an office. */
export const SIGNED = '（练习局）';
const OFFICE = '练习局检务科';
const PHONE = '000-00000000';
const REASONS_SHOWN = 20;

export interface CourseFacts extends NumberParts {
  readonly messageId: string;
  readonly entryNo: string;
  /** When the message was taken, and the pause between two receipts, in milliseconds. */
  readonly taken: number;
  readonly pace: number;
  /** It came as an application for inspection of the forms since 2018, which has its own number, and 电子底账 in place of 通关单. */
  readonly since2018?: boolean;
  /** The documents that are asked for. */
  readonly asked?: readonly string[];
}

/** All receipts that a declaration will get, in order (texts: formats/receipts_eciq.csv). The same facts always give the same receipts. */
export function courseOf(verdict: Verdict, facts: CourseFacts): readonly PlannedReceipt[] {
  const applicationNo = applicationNoOf(facts);
  const { since2018 = false } = facts;
  const declarationNo = since2018 ? inspectionNoOf(facts) : declarationNoOf(facts);
  const step = (index: number, code: keyof typeof CODES, dealNo: string, text: string): PlannedReceipt => ({
    // Not made of the serial: after a reset serials begin anew, and a receipt must never be taken for an older one.
    identity: `${facts.messageId}.${index}`,
    due: facts.taken + index * facts.pace,
    code: CODES[code],
    dealNo,
    text: `${text}${SIGNED}`,
  });
  const received = step(
    1,
    'received',
    applicationNo,
    `报检成功！企业报检号[${facts.entryNo}]，局端已成功接收数据，待审单中心进行审单。`,
  );
  const { asked = [] } = facts;
  const head = `报检号:[${declarationNo}]`;
  switch (verdict.outcome) {
    case 'rejected':
      return [received, step(2, 'rejected', applicationNo, `退单：${listOf(verdict.reasons)}。`)];
    case 'released':
      return [received, step(2, 'released', declarationNo, `${head}，为非法检报检单，系统已自动放行！`)];
    case 'accepted': {
      const day = beijingTime(facts.taken + 2 * facts.pace);
      const accepted = step(
        2,
        'accepted',
        declarationNo,
        `${head}已正式受理通过，请与【${OFFICE}】联系办理检验检疫事宜。联系电话：${PHONE}。报检日期:${day}。${
          verdict.sampled ? '命中的货物编号为【1】。' : ''
        }${asked.length > 0 ? `无纸化单证上传: ${asked.join('、')}。` : ''}${since2018 ? '' : `特别提示:将由${clearanceBaseOf(facts)}生成通关单号，用于报关。`}`,
      );
      const sampled = step(
        3,
        'sampled',
        declarationNo,
        `${head}被抽批抽中。请您与【${OFFICE}】联系检验检疫事宜，联系电话：${PHONE}`,
      );
      const last = verdict.sampled ? 4 : 3;
      const cleared = since2018
        ? throughOf(facts, (text, ledgerNo) => ({
            ...step(last, 'through', declarationNo, `${head}${text}`),
            ...(ledgerNo && { ledgerNo }),
          }))
        : step(
            last,
            'cleared',
            declarationNo,
            `${head}已电子通关，电子通关单号：${clearanceNoOf(facts)}，请到【练习局报关大厅】办理通关事宜。`,
          );
      return verdict.sampled ? [received, accepted, sampled, cleared] : [received, accepted, cleared];
    }
  }
}

/** What is said at the end since 2018: of exports the number that the customs declaration has to name. */
function throughOf(facts: CourseFacts, say: (text: string, ledgerNo?: string) => PlannedReceipt): PlannedReceipt {
  if (facts.direction === 'in') return say('已放行。');
  const ledgerNo = ledgerNoOf(facts);
  return say(`已放行，电子底账数据号：${ledgerNo}，报关时填在随附单证（B）。`, ledgerNo);
}

function listOf(reasons: readonly string[]): string {
  const shown = reasons.slice(0, REASONS_SHOWN).join('；');
  return reasons.length > REASONS_SHOWN ? `${shown}；另有 ${reasons.length - REASONS_SHOWN} 处` : shown;
}
