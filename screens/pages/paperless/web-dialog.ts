import { openAddress } from '../../../src/jobs/open-file.ts';
import { paperlessAddress } from '../../../src/jobs/paperless/open-line.ts';
import { qrCode, qrLines } from '../../../src/terminal/qr.ts';
import type { Effect } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToApp } from '../../contract/reply.ts';
import { type Line, line, linked } from '../../draw/line.ts';
import { boxed, centred, wrapped } from '../../draw/picture.ts';

/** The address of the bureau's own page, to be opened elsewhere: as text, and as a code for a telephone (3.6.2). */
export interface WebDialog {
  readonly kind: 'paperlessWeb';
  readonly address: string;
  /** The lines of the code; none where the address is too long for one. */
  readonly code: readonly string[];
}

/** Asks for an address with a ticket of its own and shows it. */
export function openWeb(entryNo: string): Effect {
  return {
    label: '正在向局端要网页的票',
    async run({ office, signal }) {
      const address = await paperlessAddress(office, entryNo, signal);
      const code = qrCode(address);
      const open: WebDialog = { kind: 'paperlessWeb', address, code: code ? qrLines(code) : [] };
      return replyToApp(() => ({ open }));
    },
  };
}

const HINT = '地址带有票，只能用一次：扫二维码，或复制到浏览器';

export const WEB: DialogPart<WebDialog> = {
  contexts: () => ['paperlessWeb'],
  actions: {
    'web.open': ({ address }) => ({
      effects: [
        {
          async run({ office }) {
            const opened = await openAddress(office, address);
            return replyToApp(() => (opened ? good('已在浏览器里打开') : info('这里没有桌面：扫二维码，或复制地址')));
          },
        },
      ],
    }),
    'web.close': () => ({ close: true }),
  },
  draw({ address, code }, area) {
    const columns = Math.min(74, area.columns - 6);
    const text = wrapped(address, columns).map(part => linked(part, address, 'value'));
    const room = area.rows - 2 - text.length;
    const fits = code.length > 0 && code.length <= room && (code[0]?.length ?? 0) <= columns;
    const drawn = code.map((each): Line => line(each, 'code'));
    const hint = line(
      fits || code.length === 0 ? HINT : '窗口放大一些就有二维码；地址带有票，只能用一次',
      'panelQuiet',
    );
    const lines = fits ? [...text, ...drawn, ...(code.length < room ? [hint] : [])] : [...text, [], hint];
    return centred(boxed('局端的无纸化网页', { lines }, columns), area);
  },
};
