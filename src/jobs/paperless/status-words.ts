import type { PaperlessStatus, PaperlessWay } from '../../declaration/record.ts';

export const WAY_WORDS: Readonly<Record<PaperlessWay, string>> = { archive: '企业自存', electronic: '电子申报' };

/** How a declaration stands, as people read it. */
export const STATUS_WORDS: Readonly<Record<PaperlessStatus | '', string>> = {
  '': '未申报',
  asked: '局端要单据',
  sending: '没有发完',
  sent: '已发送，等局端答复',
  reported: '已申报',
  returned: '被退回',
};
