import { showSetting } from '../../../screens/pages/settings/open.ts';
import { programsOf } from '../../jobs/programs.ts';
import { example, stored } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';

/** Declarations of the manual's size and three queues, one of them without paper. */
const furnished: Begin = async ({ start }, options) => {
  const { env } = programsOf({
    lp: 'exit 1',
    lpstat: [
      'case "$1" in',
      '-e) printf "counter\\noffice\\nstore-room\\n";;',
      '-d) echo "system default destination: office";;',
      '-p) printf "printer counter now printing counter-11.  enabled since now\\nprinter office is idle.\\nprinter store-room disabled since now -\\n\\tout of paper\\n";;',
      '-a) echo "store-room not accepting requests since now -";;',
      '-o) printf "counter-11 user 1024 now\\ncounter-12 user 1024 now\\n";;',
      'esac',
    ].join('\n'),
  });
  const program = await start({ ...options, env, userFolder: '/no/folder' });
  for (const name of ['in-minimal', 'in-50-goods', 'in-linked-containers']) await stored(program.office, example(name));
  return program;
};

const settings: Begin = async (stage, options) => {
  const program = await furnished(stage, options);
  program.program.run(showSetting('printing', '打到'));
  await program.program.idle();
  return program;
};

export const PRINTING: readonly Walk[] = [
  {
    begin: furnished,
    scenes: {
      row: ['1', '<down>', 'list.print'],
      'values-alone': ['<end>', '<up>', '<up>', '<up>', '<space>'],
      'without-paper': ['<down>', '<right>'],
      'to-a-file': ['<right>', '<down>'],
      'another-file': ['<space>'],
      'nothing-ticked': ['<escape>', '<escape>', 'list.print', '<space>', '2'],
      many: ['<escape>', 'list.mark-all', 'list.print'],
    },
  },
  {
    begin: furnished,
    scenes: {
      preview: ['1', 'list.mark-all', 'list.print', 'print.preview'],
      'preview-below': ['<pagedown>'],
      'preview-box': ['<tab>', '<tab>', '<tab>', '<tab>'],
      'preview-boxes': ['b'],
      'preview-whole-page': ['b', '<escape>', '0'],
      'preview-whole-width': ['0'],
      'preview-next-declaration': ['.'],
      'preview-values-alone': ['<enter>', '<end>', '<up>', '<up>', '<up>', '<space>', 'v'],
    },
  },
  {
    begin: settings,
    scenes: {
      settings: [],
      'settings-sides': ['<down>', '<down>', '<space>'],
      calibrating: ['<end>', '<up>', '<up>', '<space>'],
      'calibration-values': ['2', '21.5', '<down>'],
      'calibration-refused': ['80', '<enter>'],
    },
  },
];
