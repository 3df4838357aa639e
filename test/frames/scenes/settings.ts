import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportList } from '../../../src/jobs/export-list.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { type Enterprise, keepEnterprise, keepParties } from '../../../src/jobs/own-lists.ts';
import { keepShortcuts } from '../../../src/jobs/shortcuts.ts';
import { times } from '../../journeys/hands.ts';
import type { Begin, Walk } from '../gallery.ts';

const enterprise = (number: string, name: string): Enterprise => ({
  number,
  name,
  defaults: {
    all: {
      registrationNo: number,
      enterpriseName: name,
      contactPerson: '陈𠮷',
      contactPhone: '020-87654321',
      tradeMode: '11',
      'goods.currency': '840',
    },
    in: { acceptingOrg: '440100', certificateOrg: '440100' },
    out: { acceptingOrg: '440300' },
    pack: {},
  },
});

const PARTIES = [
  ['A001', '广州某某贸易有限公司', 'GUANGZHOU SOMEBODY TRADING CO., LTD.', '广州市天河区天河路1号', '020-1'],
  ['A002', '深圳䶮达𠮷祥出口有限公司', 'SHENZHEN YANDA', '深圳市罗湖区人民南路1号', '0755-2'],
  ['91440300708461136T', '佛山市顺德区北滘镇利民水果批发市场有限责任公司', '', '', ''],
  ['B003', '名古屋株式会社', 'NAGOYA K.K.', '1-2 MARUNOUCHI, TOKYO', '陈静'],
] as const;

async function furnish(office: Office): Promise<void> {
  await keepEnterprise(office, enterprise('4401012345', '广州报检有限公司'));
  await keepEnterprise(office, enterprise('4403012345', '深圳市海通报关有限公司'));
  const more = Array.from(
    { length: 30 },
    (_, at) => [`C${at + 10}`, `公司${at + 10}`, `CO ${at + 10}`, '', ''] as const,
  );
  await keepParties(
    office,
    [...PARTIES, ...more].map(([code, name, nameEn, address, contact]) => ({ code, name, nameEn, address, contact })),
  );
}

/** An office with registrations and parties; `~` is a folder with a workbook of its own. */
const furnished: Begin = async ({ start, folder }, options) => {
  const userFolder = await folder();
  const program = await start({ ...options, userFolder });
  await furnish(program.office);
  await exportList(join(userFolder, '自己的.xlsx'), {
    name: '货物',
    headings: ['商品编码', '重量（带单位）', '货物中文名', '件'],
    rows: [['0204100000', '23.235千克', '羊肉', '1个']],
    widths: [12, 12, 12, 12],
  });
  await writeFile(
    join(userFolder, '收发货人.csv'),
    '收发货人代码,收发货人中文,收发货人英文,收发货人地址,收发货人联系方式\nA001,改名,,,\nD001,新的,,,\n,没有代码,,,\n',
  );
  return program;
};

export const SETTINGS: readonly Walk[] = [
  {
    scenes: {
      'enterprises-none': ['o'],
      'enterprises-none-entered': ['<enter>'],
      'parties-none': ['5', '<enter>'],
      'parties-code-missing': ['<tab>', '<tab>', '没有代码', 'register.add'],
    },
  },
  {
    begin: furnished,
    scenes: {
      'enterprises-menu': ['o'],
      'enterprises-list': ['<enter>'],
      'enterprises-list-another': ['<down>'],
      'enterprises-form': ['<enter>'],
      'enterprises-form-matches': ['<tab>', '<tab>', '<tab>', '<tab>', '<f4>'],
      'enterprises-form-fault': ['<escape>', 'zzzz', '<tab>', 'register.add'],
      'enterprises-form-next-section': ['<pagedown>'],
      'enterprises-form-last-section': ['<pagedown>', '<pagedown>'],
      'enterprises-delete-question': ['form.clear', 'register.delete'],
      'enterprises-preferred': ['<escape>', 'enterprises.prefer'],
    },
  },
  {
    scenes: {
      channel: ['o', '9', '<enter>'],
      'channel-address-missing': ['<space>'],
      'channel-address-refused': ['<down>', '<down>', '<enter>', 'http://bureau.example', '<enter>'],
      'channel-password': ['<escape>', ...times(6, '<down>'), '<enter>', 'geheim'],
      'channel-certificate': ['<escape>', '<down>', '<down>'],
      'channel-paperless': times(4, '<down>'),
      'channel-paperless-address': ['<down>', '<enter>', '4403000005', '<enter>', '<down>', '<enter>'],
      'channel-paperless-lacking': ['<escape>', '<up>', '<up>', '<space>'],
      'channel-sms': ['<end>', '<up>', '<up>', '<up>', '<up>'],
    },
  },
  {
    begin: furnished,
    scenes: {
      'parties-menu': ['o', '5'],
      'parties-list': ['<enter>'],
      'parties-list-last': ['<end>'],
      'parties-marked': ['<home>', '<space>', '<space>', '<down>', '<space>'],
      'parties-delete-question': ['register.delete'],
      'parties-searching': ['<escape>', '<escape>', 'gs1'],
      'parties-searching-in-vain': ['zzz'],
      'parties-form': ['<escape>', '<home>', '<enter>'],
      'parties-form-changed': ['<tab>', '广州新名有限公司'],
      'parties-changed-question': ['<escape>', '<down>', '<enter>'],
      'parties-code-known-question': ['<escape>', 'form.clear', '<tab>', 'A002', '<tab>', '又一个', 'register.add'],
      'parties-closing-question': ['<escape>', '<escape>', '<escape>', '<escape>'],
    },
  },
  {
    scenes: {
      'codes-none': ['o', '0', '<enter>'],
      'codes-tables': ['<tab>', 'dw'],
      'codes-matches': ['form.clear', 'jldw', '<tab>', '箱'],
      'codes-list': [
        '<tab>',
        '<tab>',
        'CTNS；大箱',
        'register.add',
        'myfs',
        '<tab>',
        '98',
        '<tab>',
        '离岛免税',
        'register.add',
        '<escape>',
      ],
      'codes-stopped': ['codes.switch'],
    },
  },
  {
    begin: furnished,
    scenes: {
      'parties-import-dialog': ['o', '5', '<enter>', 'parties.import'],
      'parties-imported-some': ['~/收发货人.csv', '<enter>'],
      'parties-export-dialog': ['<escape>', 'parties.export'],
    },
  },
  {
    begin: furnished,
    scenes: {
      'shortcuts-out-menu': ['o', '2'],
      'shortcuts-out': ['<enter>'],
      'shortcuts-out-last': ['<end>'],
      'shortcuts-in': ['<f6>'],
      'shortcuts-in-changed': ['<right>', 'q'],
      'shortcuts-in-clash': ['<right>', 'q'],
      'shortcuts-in-clash-not-applied': ['drafts.apply'],
      'shortcuts-in-no-character': ['合'],
      'shortcuts-in-closing-question': ['<escape>', '<escape>'],
      'shortcuts-in-defaults': ['<enter>', '<enter>', 'drafts.restore'],
      'shortcuts-in-applied': ['q', 'drafts.apply'],
    },
  },
  {
    begin: furnished,
    scenes: {
      'mapping-menu': ['o', '4'],
      mapping: ['<enter>'],
      'mapping-typed': ['税号', '<tab>', '品名', '<tab>'],
      'mapping-workbook': ['mapping.workbook'],
      'mapping-headings': ['~/自己的.xlsx', '<enter>'],
      'mapping-headings-searched': ['重量'],
      'mapping-headings-in-vain': ['zzz'],
      'mapping-heading-taken': [...Array(5).fill('<backspace>'), '<down>', '<enter>'],
      'mapping-headings-used': ['<f4>'],
      'mapping-applied': ['<escape>', 'drafts.apply'],
    },
  },
  {
    begin: furnished,
    scenes: {
      'switches-menu': ['o', '6'],
      switches: ['<enter>'],
      'switches-changed': ['<space>'],
      'switches-keyboard': ['<down>', '<down>', '<down>', '<down>', '<enter>'],
    },
  },
  {
    begin: furnished,
    scenes: {
      'rules-menu': ['o', '7'],
      rules: ['<enter>'],
      'rules-changed': ['<down>', '<down>', '<space>'],
      'rules-fixed': ['<end>'],
    },
  },
  {
    begin: async (stage, options) => {
      const program = await furnished(stage, options);
      await keepShortcuts(program.office, 'in', { '101001': 'Z' });
      return program;
    },
    scenes: { 'shortcuts-in-of-the-office': ['o', '3', '<enter>'] },
  },
];
