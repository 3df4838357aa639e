import { declaredOverMonths } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';

/** The statistics of an office that has declared for some months. */
const declared: Begin = async ({ start }, options) => {
  const program = await start(options);
  await declaredOverMonths(program.office);
  await program.press('app.ledger');
  return program;
};

export const LEDGER: readonly Walk[] = [
  { scenes: { 'ledger-empty': ['c'] } },
  {
    begin: declared,
    scenes: {
      'ledger-months': [],
      'ledger-months-line': ['<down>', 'v', 'v', 'l'],
      'ledger-figures': ['g'],
      'ledger-without-pane': ['g'],
      'ledger-values': ['v', 'v', 'v'],
      'ledger-parties': ['<right>', '<right>', '<right>'],
      'ledger-query': ['<tab>', '<tab>', '<tab>', '<tab>', '0401'],
      'ledger-query-wrong-day': ['9'],
      'ledger-query-party': [
        '<ctrl+a>',
        '<delete>',
        '<delete>',
        '<delete>',
        '<delete>',
        '<delete>',
        '<tab>',
        '<tab>',
        'zhhd',
      ],
      'ledger-declarations': ['<enter>', '<enter>'],
      'ledger-export': ['e'],
      'ledger-export-chosen': ['<space>', '<down>', '<down>', '<left>'],
      'ledger-export-template': ['s', '送审'],
    },
  },
];
