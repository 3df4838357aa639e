import { keepPrintTemplate } from '../../../src/jobs/print-templates.ts';
import { example, stored } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';

/** An office with a declaration and templates of two papers. */
const withTemplates: Begin = async ({ start }, options) => {
  const program = await start(options);
  await stored(program.office, example('in-full'));
  await keepPrintTemplate(program.office, { name: '集装箱套打', paper: 'container', boxes: {} });
  await keepPrintTemplate(program.office, {
    name: '深圳局套打（二号针式打印机）',
    paper: 'inbound',
    boxes: { consigneeName: { dx: 1.5, dy: 0.3, size: 10 }, 'tick:合同': { hidden: true } },
  });
  return program;
};

export const PAPERS: readonly Walk[] = [
  { scenes: { 'papers-without-templates': ['m'], 'designer-example': ['<enter>'] } },
  {
    begin: withTemplates,
    scenes: {
      papers: ['m'],
      'papers-template': ['<down>'],
      'template-copy': ['c'],
      'template-delete': ['naming.cancel', 'd'],
      designer: ['question.cancel', '<enter>'],
      'designer-box': ['/', '收货人中文', '<enter>'],
      'designer-moved-onto-a-rule': ['<down>'],
      'designer-place': ['<enter>'],
      'designer-marked': ['naming.cancel', '<ctrl+z>', '<space>', '<tab>', '<space>', '<tab>', '<space>'],
      'designer-hidden': ['/', '勾选“合同', '<enter>'],
      'designer-width': ['<escape>', 'w', 'w'],
      'designer-whole-page': ['w', 'w'],
      'designer-values-alone': ['p'],
      'designer-all-boxes': ['p', 'w', 'v', '<end>'],
      'designer-leaving': ['<left>', '<escape>'],
    },
  },
];
