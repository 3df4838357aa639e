import type { FieldId } from '../../../src/catalogue/catalogue.ts';
import { reachable } from '../../../src/keys/resolve.ts';
import { KEYS } from '../../../src/keys/table.ts';
import type { TestProgram } from '../../journeys/program.ts';
import { blank, example, opened } from '../beginnings.ts';
import type { Walk } from '../gallery.ts';
import { goTo } from '../go-to.ts';

/** Whether there is a key for it now. */
const can = ({ program }: TestProgram, run: string) =>
  reachable(KEYS, program.contexts()).some(binding => binding.run === run);

/** To a field of the page and into its popup, out of those that are open. */
const popupOf =
  (id: FieldId, ...then: readonly string[]) =>
  async (program: TestProgram): Promise<void> => {
    while (can(program, 'popup.cancel')) await program.press('popup.cancel');
    await goTo(program, id);
    await program.press('<f4>', ...then);
  };

/** More than one screen of container numbers. */
const NUMBERS = Array.from({ length: 50 }, (_, at) => `MSKU${1000000 + at}`).join(',');

const full = example('in-full');

export const POPUPS: readonly Walk[] = [
  {
    begin: opened(full),
    scenes: {
      'p1-qualifications': popupOf('enterpriseQualifications'),
      'p2-special-business': popupOf('specialBusiness'),
      'p3-special-clearance': popupOf('specialClearance'),
      'p4-marks': popupOf('marks'),
      'p4-marks-list': ['<down>'],
      'p5-users': popupOf('users'),
      'p6-requirements': popupOf('specialRequirements'),
      'p7-certificates': popupOf('certificatesAsked'),
      'p8-documents': popupOf('attachedDocuments'),
      'p9-container-numbers': async program => {
        await program.press('popup.cancel', '<pagedown>', '<ctrl+q>', '<enter>');
        await popupOf('containers.numbers')(program);
      },
      'p10-attributes': async program => {
        await program.press('popup.cancel', '<pagedown>', '<ctrl+q>', '<enter>');
        await popupOf('goods.attributes')(program);
      },
      'p11-packages': popupOf('goods.packageQuantity'),
      'p12-licences': popupOf('goods.licences'),
      'p14-links': popupOf('goods.containers'),
      'p15-spare': popupOf('goods.spare'),
      'p16-danger': popupOf('goods.danger'),
      'p17-totals': ['popup.cancel', 'rows.totals'],
    },
  },
  {
    begin: blank('in'),
    scenes: {
      'p1-empty': popupOf('enterpriseQualifications'),
      'p1-matches-open': ['司'],
      'p1-matches-entered': ['<down>', '<down>'],
      'p1-row-not-complete': ['<enter>', '<f5>'],
      'p2-empty': popupOf('specialBusiness'),
      'p3-empty': popupOf('specialClearance'),
      'p4-empty': popupOf('marks'),
      'p5-empty': popupOf('users'),
      'p6-empty': popupOf('specialRequirements'),
      'p6-longer-than-its-field': [`${'正本寄往广州市天河区珠江新城华夏路16号，'.repeat(6)}完`],
      'p7-empty': popupOf('certificatesAsked'),
      'p7-ticks-found-by-typing': ['zs'],
      'p7-ticked': ['<space>', '<tab>'],
      'p8-empty': popupOf('attachedDocuments'),
      'p8-documents-with-a-detail': ['<space>', '<down>', '<space>', '<tab>', 'HT-1', '<tab>', '7', '<enter>'],
      'p8-fields-of-a-detail': ['<tab>', '<tab>', '<tab>', '5'],
      'p9-empty': popupOf('containers.numbers'),
      'p9-longer-than-the-popup': [NUMBERS, '<enter>', '<down>', '<end>'],
      'p10-empty': popupOf('goods.attributes'),
      'p10-ticks-found-by-typing': ['zjy'],
      'p11-empty': popupOf('goods.packageQuantity'),
      'p12-empty': popupOf('goods.licences'),
      'p12-calendar': ['<tab>', '<tab>', '<tab>', '<space>', '<space>'],
      'p13-empty': [
        '<escape>',
        '<shift+tab>',
        '<shift+tab>',
        '<shift+tab>',
        '408',
        '<enter>',
        '<enter>',
        'YS-1',
        '<f5>',
      ],
      'p14-without-goods': popupOf('goods.containers'),
      'p15-empty': popupOf('goods.spare'),
      'p16-empty': popupOf('goods.danger'),
      'p17-without-goods': ['popup.cancel', 'rows.totals'],
    },
  },
  {
    begin: opened(example('in-linked-containers')),
    scenes: {
      'p14-links-of-two-lines': popupOf('goods.containers'),
      'p14-link-being-added': ['1', '<enter>', '<enter>', '<enter>', '<enter>', 'K', '<down>'],
    },
  },
  {
    begin: opened(example('in-vehicles')),
    scenes: {
      'p12-licence-of-vehicles': async program => {
        await goTo(program, 'goods.hsCode');
        await program.press('<ctrl+q>', '<home>', '<enter>');
        await popupOf('goods.licences', '<down>', '<home>')(program);
      },
      'p13-vins': ['<space>'],
      'p13-vins-list': ['<down>'],
      'p13-vin-taken-back': ['<enter>'],
    },
  },
  {
    begin: opened(full, { status: 'accepted' }),
    scenes: {
      'sent-p1': popupOf('enterpriseQualifications'),
      'sent-p5-another-row': popupOf('users', '<down>', '<down>'),
      'sent-p7': popupOf('certificatesAsked'),
      'sent-p7-nothing-changes': ['<space>'],
      'sent-p12': popupOf('goods.licences'),
    },
  },
  {
    begin: opened(example('in-wrong-in-every-rule')),
    scenes: {
      'p1-with-faults': popupOf('enterpriseQualifications', '<down>', '<enter>'),
      'p12-with-faults': async program => {
        await program.press('popup.cancel', 'entry.faults', '<escape>');
        await goTo(program, 'goods.hsCode');
        await program.press('<ctrl+q>', '<home>', '<enter>');
        await popupOf('goods.licences', '<down>', '<home>', '<enter>')(program);
      },
      'p9-with-a-wrong-check-digit': popupOf('containers.numbers', 'MSKU9208012,TCLU1', '<enter>', '<down>'),
    },
  },
];
