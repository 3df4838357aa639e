import { mkdirSync, writeFileSync } from 'node:fs';
import type { FieldId } from '../src/catalogue/catalogue.ts';
import { type Filling, templateSheets, writeTemplate } from '../src/workbook/template.ts';
import { type OutCell, writeCsv, writeXls, writeXlsx } from '../src/workbook/write-sheets.ts';

/** Writes fixtures/workbooks: the same bytes every time, so that a change of them is a change of what is written here. Companies are invented. */
const FOLDER = new URL('../fixtures/workbooks/', import.meta.url);

const INBOUND: Filling = {
  head: {
    declarationDate: '2017-09-20',
    category: '入境检验检疫',
    registrationNo: '3100910186',
    enterpriseName: '上海衡达报关有限公司',
    declarantNo: '3100012345',
    declarantName: '周敏',
    contactPerson: '周敏',
    contactPhone: '021-58681234',
    consigneeCode: '3100601357',
    consigneeName: '上海海澜食品进出口有限公司',
    consigneeNameEn: 'SHANGHAI HAILAN FOODS IMP. & EXP. CO., LTD.',
    consigneeAddress: '上海市浦东新区东方路1217号18楼',
    consignorCode: 'BR20170031',
    consignorName: '圣保罗牧场肉类公司',
    consignorNameEn: 'CAMPO PAULISTA ALIMENTOS S.A.',
    consignorAddress: 'RODOVIA BR-153 KM 41, SAO PAULO, BRAZIL',
    acceptingOrg: '上海洋山局本部',
    certificateOrg: '311000',
    portOrg: '311000 上海洋山局本部',
    destinationOrg: '310000',
    contractNo: 'HL-BR-2017-088',
    transportMode: '水路运输',
    conveyanceName: 'MAERSK LETICIA',
    conveyanceNo: '1734N',
    tradeMode: '一般贸易',
    storagePlace: '洋山冷链物流园3号库',
    deliveryOrderNo: 'DO17091866',
    billOfLadingNo: 'MAEU570318862',
    originalContainer: '1',
    loadingPort: '桑托斯（巴西）',
    departureCountry: '巴西',
    tradeCountry: '076',
    entryPort: '洋山港',
    destination: '浦东新区',
    departureDate: '2017-08-12',
    arrivalDate: '20170918',
    dischargeDate: '2017年9月19日',
    claimDeadline: '2017/12/17',
    marks: 'CAMPO PAULISTA\nSHANGHAI\nN/M',
    certificatesAsked: '卫生证书，21',
    specialRequirements: '冷库查验，请提前一天通知',
    attachedDocuments: '123,兽医(卫生)证书:BR-VET-20917,101030:AP170088',
  },
  goods: [
    {
      hsCode: '0202300090',
      ciqCode: '0202300090102',
      name: '冷冻去骨牛腱',
      nameEn: 'FROZEN BONELESS BEEF SHIN',
      specification: '20千克/箱',
      originCountry: '巴西',
      quantity: '1300箱',
      weight: '26000千克',
      standardWeight: '26000',
      standardWeightUnit: '千克',
      packageQuantity: '1300',
      packageType: '纸箱',
      currency: '美元',
      unitPrice: '98',
      totalValue: '127400',
      attributes: '12',
      purpose: '食用',
      productionDate: '2017-06-02;2017-06-03',
      batchNo: 'CP170602',
      overseasManufacturer: 'CAMPO PAULISTA SIF 1662',
      validUntil: '2019-06-02',
      shelfLife: '730',
    },
    {
      hsCode: '0207142200',
      ciqCode: '0207142200999',
      name: '冷冻鸡爪',
      nameEn: 'FROZEN CHICKEN PAWS',
      specification: '15千克/箱',
      originCountry: '076',
      quantity: '1,600',
      quantityUnit: '120',
      weight: '24000',
      weightUnit: 'KG',
      standardWeight: '24000千克',
      packageQuantity: '1600纸箱',
      currency: 'USD',
      unitPrice: '31.5',
      totalValue: '50400',
      attributes: '3C目录外',
      purpose: '12',
      productionDate: '2017-06-20',
      batchNo: 'CP170620',
      overseasManufacturer: 'CAMPO PAULISTA SIF 3404',
      validUntil: '2019-06-20',
      shelfLife: '730',
    },
    {
      hsCode: '2204210000',
      ciqCode: '2204210000999',
      name: '干红葡萄酒',
      nameEn: 'RED WINE',
      specification: '750毫升/瓶 13%vol',
      originCountry: '巴西',
      quantity: '2400瓶',
      weight: '3120千克',
      standardQuantity: '1800',
      standardUnit: '升',
      packageQuantity: '400',
      packageType: '4M',
      currency: '840',
      unitPrice: '6.25',
      totalValue: '15000',
      attributes: '3C目录外,15',
      purpose: '食用',
      productionDate: '2016-03-15',
      brand: 'VALE DO SUL',
      batchNo: 'L16075',
      overseasManufacturer: 'VINICOLA VALE DO SUL LTDA',
      shelfLife: '3650',
    },
  ],
  containers: [
    { number: 'MNBU3024170', spec: '海运40尺冷藏' },
    { number: 'MNBU3776202', spec: '121' },
    { number: 'TEMU9123450', spec: '海运20尺普通' },
  ],
};

const OUTBOUND: Filling = {
  head: {
    declarationDate: '2017-10-11',
    category: '24',
    registrationNo: '3706910023',
    enterpriseName: '烟台正航国际货运代理有限公司',
    contactPerson: '孙立新',
    contactPhone: '0535-6251188',
    consigneeName: 'VAN DER MEER FRUIT B.V.',
    consigneeNameEn: 'VAN DER MEER FRUIT B.V.',
    consigneeAddress: 'MAASVLAKTEWEG 12, ROTTERDAM, NETHERLANDS',
    consignorCode: '3706600418',
    consignorName: '烟台丰禾果蔬有限公司',
    consignorNameEn: 'YANTAI FENGHE FRUITS & VEGETABLES CO., LTD.',
    consignorAddress: '山东省烟台市栖霞市桃村镇工业园8号',
    acceptingOrg: '烟台局本部',
    certificateOrg: '370300',
    portOrg: '370300',
    inspectionPlace: '烟台局本部',
    contractNo: 'FH2017-EU-19',
    transportMode: '1',
    conveyanceName: 'COSCO HARMONY',
    conveyanceNo: '041W',
    tradeMode: '11',
    destinationCountry: '荷兰',
    departurePort: '烟台港',
    arrivalPort: '528066',
    storagePlace: '栖霞市桃村镇工业园8号冷库',
    shipmentDate: '2017-10-16',
    marks: 'VDM / ROTTERDAM / C/NO.1-3280',
    certificatesAsked: '植物检疫证书,通关单',
    attachedDocuments: '合同,发票:FH-INV-1019,装箱单,8',
  },
  goods: [
    {
      hsCode: '0808100000',
      ciqCode: '0808100000999',
      name: '鲜苹果',
      nameEn: 'FRESH FUJI APPLES',
      specification: '富士 80# 18千克/箱',
      originPlace: '栖霞市',
      quantity: '1200箱',
      weight: '21600千克',
      standardWeight: '21600千克',
      packageQuantity: '1200',
      packageType: '双瓦楞纸箱',
      currency: '欧元',
      unitPrice: '19.8',
      totalValue: '23760',
      attributes: '15',
      purpose: '食用',
      manufacturerNo: '3706GC007',
      manufacturerName: '烟台丰禾果蔬有限公司',
      batchNo: 'FH1710A',
    },
    {
      hsCode: '0703209000',
      ciqCode: '0703209000999',
      name: '鲜大蒜',
      nameEn: 'FRESH GARLIC',
      specification: '5.5厘米 10千克/箱',
      originPlace: '370682',
      quantity: '1500箱',
      weight: '15000千克',
      standardWeight: '15000千克',
      packageQuantity: '1500纸箱',
      currency: 'EUR',
      unitPrice: '12.6',
      totalValue: '18900',
      attributes: '12',
      purpose: '12',
      manufacturerNo: '3706GC007',
      manufacturerName: '烟台丰禾果蔬有限公司',
      batchNo: 'FH1710B',
    },
    {
      hsCode: '2008112000',
      ciqCode: '2008112000999',
      name: '烘焙花生',
      nameEn: 'ROASTED PEANUTS',
      specification: '25/29 12.5千克/箱',
      originPlace: '莱阳市',
      quantity: '580',
      quantityUnit: '箱',
      weight: '7250',
      weightUnit: '千克',
      standardWeight: '7250',
      standardWeightUnit: '035',
      packageQuantity: '580',
      packageType: '4M',
      currency: '910',
      unitPrice: '21',
      totalValue: '12180',
      attributes: '15',
      purpose: '食用',
      manufacturerNo: '3706SC031',
      manufacturerName: '莱阳金穗食品厂',
      batchNo: 'JS171003',
    },
  ],
  containers: [
    { number: 'SZLU9355180', spec: '海运40尺冷藏' },
    { number: 'CAIU5612042', spec: '海运40尺冷藏' },
    { number: 'SEGU9302762', spec: '111' },
  ],
};

// Each of these is a fault of its own: a name and a code that no table has, a day that is none, a word for a number, a check digit,
// and two fields that are required.
const { contractNo: _contract, storagePlace: _storage, ...head } = INBOUND.head ?? {};
const [beef = {}, paws = {}, ...others] = INBOUND.goods ?? [];
const WRONG: Filling = {
  head: { ...head, tradeMode: '99', departureCountry: '巴西利亚', arrivalDate: '2017-02-30' } satisfies Partial<
    Record<FieldId, string>
  >,
  goods: [
    { ...beef, quantity: '若干', quantityUnit: '箱' },
    { ...paws, packageQuantity: '1600', packageType: '纸盒子' },
    ...others,
  ],
  containers: [{ number: 'MNBU3024171', spec: '121' }, ...(INBOUND.containers ?? []).slice(1)],
};

const CONTAINERS: Filling = {
  containers: [
    { number: 'MNBU3024170', spec: '海运40尺冷藏' },
    { number: 'MNBU3776202', spec: '121' },
    { number: 'TEMU 912345-0', spec: '海运20尺普通' },
    { number: 'MNBU3024170', spec: '海运40尺冷藏' },
  ],
};

/** The example of manual 3.3.3. */
const MAPPED: OutCell[][] = [
  ['商品编码', '重量', '货物中文名', '货物英文名', '规格', '数量'],
  ['0204100000', '23.235千克', '中文名称', 'test', 'guige', '1个'],
];

const rowsOf = (...[name, options]: Parameters<typeof templateSheets>) => templateSheets(name, options)[0]?.rows ?? [];
const csvText = (rows: readonly (readonly OutCell[])[]) => Buffer.from(writeCsv(rows).subarray(3)).toString('utf8');

/** GB18030 as far as two bytes go, by turning the decoder round. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    }
  }
  return Uint8Array.from(
    [...text].flatMap(character => {
      const code = character.charCodeAt(0);
      if (code < 0x80) return [code];
      const found = bytes.get(character);
      if (!found) throw new Error(`no two bytes for ${character}`);
      return found;
    }),
  );
}

const FILES: Readonly<Record<string, () => Promise<Uint8Array> | Uint8Array>> = {
  'inbound.xlsx': () => writeTemplate('declaration', { direction: 'in', filling: INBOUND }),
  'outbound.xlsx': () => writeTemplate('declaration', { direction: 'out', filling: OUTBOUND }),
  'wrong-inbound.xlsx': () => writeTemplate('declaration', { direction: 'in', filling: WRONG }),
  'inbound-gb18030.csv': () => gb18030(csvText(rowsOf('declaration', { direction: 'in', filling: INBOUND }))),
  'goods.xlsx': () => writeTemplate('goods', { direction: 'in', filling: INBOUND }),
  'goods-gb18030.csv': () => gb18030(csvText(rowsOf('goods', { direction: 'in', filling: INBOUND }))),
  'goods-old.xls': () => writeXls(templateSheets('goods', { direction: 'out', filling: OUTBOUND })),
  'goods-own-headings.xlsx': () => writeXlsx([{ name: 'Sheet1', rows: MAPPED }]),
  'containers.xlsx': () => writeTemplate('containers', { filling: CONTAINERS }),
  'containers-bare.csv': () => gb18030(['MRKU4795820', 'NYKU8527234', 'DFSU4335027', 'MRKU4795280', ''].join('\r\n')),
};

mkdirSync(FOLDER, { recursive: true });
for (const [name, make] of Object.entries(FILES)) writeFileSync(new URL(name, FOLDER), await make());
