import type { Declaration, Goods } from '../../../src/catalogue/document.ts';
import { paste } from '../../journeys/hands.ts';
import { blank, example, opened } from '../beginnings.ts';
import type { Walk } from '../gallery.ts';

/** Fifty lines of five HS codes, in which the same two fields are still to be filled. */
function unfinished(): Declaration {
  const codes = ['0801120000', '0810400000', '0305430000', '0401400000', '1604193100'];
  const whole = example('in-50-goods');
  const goods = whole.goods.map((line, index): Goods => {
    const { ciqCode: _ciq, purpose: _purpose, ...rest } = line;
    return { ...rest, hsCode: codes[index % codes.length] as string, standardUnit: '035' };
  });
  return { ...whole, goods };
}

export const GRID: readonly Walk[] = [
  {
    begin: blank('in'),
    scenes: {
      'new-declaration': ['entry.grid'],
      'first-cell-typed': ['22042'],
      'first-row': ['<enter>', '<enter>', '<right>', '12.5', '<enter>'],
      containers: ['<up>', '<up>', '<pageup>', '111', '<enter>', 'MSKU9208011', '<enter>'],
    },
  },
  {
    begin: opened(unfinished()),
    scenes: {
      'fifty-lines': ['entry.grid'],
      'next-fault': ['<alt+e>'],
      'marked-alike': ['<f5>'],
      'choices-for-the-marked': ['<ctrl+f>', '<down>'],
      'filled-to-the-marked': ['<ctrl+f>'],
      'scrolled-sideways': ['<end>', '<down>', '<down>'],
      'last-line': ['<home>', '<ctrl+end>'],
      'pasted-cells': program => paste(program, '椰子\t0801120000\t0801120000101\t5\n蓝莓\t99\t\t六'),
      'pasted-cells-taken': ['review.take'],
      'paste-over-rows': async program => {
        await program.press('<ctrl+home>');
        await paste(program, 'A\t0801120000\nB\t0810400000');
        await program.press('review.take');
      },
      sorted: ['question.cancel', 'review.close', '<right>', '<ctrl+p>'],
      'help-in-the-grid': ['<f1>'],
    },
  },
  {
    begin: opened(example('in-wrong-in-every-rule')),
    scenes: {
      'faults-of-every-kind': ['entry.grid'],
      'popup-over-the-grid': async program => {
        await program.press('<end>');
        for (let count = 0; count < 4; count += 1) await program.press('<left>');
        await program.press('<f4>');
      },
    },
  },
  { begin: opened(example('out-full')), scenes: { outbound: ['entry.grid'] } },
  {
    begin: opened(example('in-vehicles'), { status: 'accepted' }),
    scenes: { 'read-only': ['entry.grid', '<down>'] },
  },
];
