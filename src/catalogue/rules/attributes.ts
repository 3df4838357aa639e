import { DIALECT, type Dialect } from '../dialect.ts';
import type { Direction } from '../row.ts';
import { fault, type Rule } from './rule.ts';

/** Goods attributes of which only one can be true, by the list of each dialect (manual 3.4.4 P10; the list of 2018). */
// biome-ignore format: table
export const EXCLUSIVE_ATTRIBUTES: Readonly<Record<Dialect, readonly (readonly string[])[]>> = {
  2017: [
    ['11', '12', '13'],
    ['14', '15'],
    ['17', '18'],
  ],
  2018: [
    ['11', '12', '13'],
    ['14', '15'],
    ['16', '17'],
    ['19', '20', '21'],
    ['25', '26', '27', '28', '29'],
    ['31', '32', '33'],
    ['34', '35', '36', '37', '38'],
    ['39', '40'],
  ],
};

/** Of some groups of goods attributes only one can be true. */
export const exclusiveAttributes: Rule = ({ goods }, { dialect = DIALECT }) =>
  goods.flatMap(({ attributes = [] }, line) =>
    EXCLUSIVE_ATTRIBUTES[dialect].flatMap(group => {
      const both = attributes.filter(code => group.includes(code));
      return both.length > 1
        ? [fault('attributes.exclusive', `goods[${line}].attributes`, { codes: both.join(',') })]
        : [];
    }),
  );

interface AttributeLicence {
  readonly attribute: string;
  readonly dialects: readonly Dialect[];
  readonly directions: readonly Direction[];
  /** One of these licences has to be there. */
  readonly needs?: readonly string[];
  /** None of these may be there. */
  readonly bars?: readonly string[];
}

const BOTH: readonly Dialect[] = ['2017', '2018'];
const FIRST: readonly Dialect[] = ['2017'];
const LATER: readonly Dialect[] = ['2018'];
const IN: readonly Direction[] = ['in'];

/** Which licences an attribute asks for, and which it rules out. The lists agree up to 13; 旧品 is 18 in that of 2017, and 21 in that of 2018. */
// biome-ignore format: table
const ATTRIBUTE_LICENCES: readonly AttributeLicence[] = [
  { attribute: '11', dialects: BOTH,  directions: IN, needs: ['410', '411'] },
  { attribute: '12', dialects: BOTH,  directions: IN, bars:  ['410', '411'] },
  { attribute: '13', dialects: BOTH,  directions: IN, bars:  ['410', '411'] },
  { attribute: '18', dialects: FIRST, directions: IN, needs: ['423'] },
  { attribute: '21', dialects: LATER, directions: IN, needs: ['423'] },
  { attribute: '34', dialects: LATER, directions: IN, needs: ['629'] },
  { attribute: '35', dialects: LATER, directions: IN, needs: ['612'] },
  { attribute: '36', dialects: LATER, directions: IN, needs: ['612'] },
  { attribute: '38', dialects: LATER, directions: IN, bars:  ['612', '629'] },
  { attribute: '39', dialects: LATER, directions: IN, needs: ['429', '430'] },
  { attribute: '40', dialects: LATER, directions: IN, bars:  ['429', '430'] },
];

/** An attribute and the licences of its line agree. */
export const licencesOfAttributes: Rule = ({ direction, goods }, { dialect = DIALECT }) => {
  const rows = ATTRIBUTE_LICENCES.filter(
    ({ dialects, directions }) => dialects.includes(dialect) && directions.includes(direction),
  );
  return goods.flatMap(({ attributes = [], licences = [] }, line) =>
    rows
      .filter(({ attribute }) => attributes.includes(attribute))
      .flatMap(({ attribute, needs, bars = [] }) => [
        ...(needs && !licences.some(({ type = '' }) => needs.includes(type))
          ? [fault('licence.of-attribute', `goods[${line}].licences`, { attribute, types: needs.join(' 或 ') })]
          : []),
        ...licences.flatMap(({ type = '' }, row) =>
          bars.includes(type)
            ? [fault('licence.not-of-attribute', `goods[${line}].licences[${row}].type`, { attribute, type })]
            : [],
        ),
      ]),
  );
};

interface NumberForm {
  readonly form: RegExp;
  /** In the words of the user. */
  readonly hint: string;
}

/** What the numbers of these licences look like. */
const NUMBER_FORMS: Readonly<Record<string, NumberForm>> = {
  '410': { form: /^M\d{12}$/u, hint: 'M 加 12 位数字' },
  '411': { form: /^\d{16}$/u, hint: '16 位数字' },
};

/** A licence of compulsory certification has a number of its form. */
export const numbersOfLicences: Rule = ({ goods }) =>
  goods.flatMap(({ licences = [] }, line) =>
    licences.flatMap(({ type = '', number }, row) => {
      const wanted = NUMBER_FORMS[type];
      return wanted && number && !wanted.form.test(number)
        ? [fault('licence.number', `goods[${line}].licences[${row}].number`, { type, form: wanted.hint })]
        : [];
    }),
  );

/** Attributes that say whether a chemical is dangerous; the list of 2017 has none. */
const DANGER: Readonly<
  Record<Dialect, { readonly dangerous: readonly string[]; readonly harmless: readonly string[] }>
> = {
  2017: { dangerous: [], harmless: [] },
  2018: { dangerous: ['31', '32'], harmless: ['33'] },
};

/** What is said in several places of how dangerous goods are does not contradict. */
export const dangerContradictions: Rule = ({ goods }, { dialect = DIALECT }) => {
  const { dangerous, harmless } = DANGER[dialect];
  return goods.flatMap(({ attributes = [], notDangerous, danger }, line) => {
    const number = danger?.unNo;
    const yes = attributes.find(code => dangerous.includes(code));
    const no = attributes.find(code => harmless.includes(code));
    const at = (name: string) => `goods[${line}].${name}`;
    return [
      ...(notDangerous === true && number ? [fault('danger.not-dangerous', at('notDangerous'), { number })] : []),
      ...(notDangerous === true && yes ? [fault('danger.attribute', at('attributes'), { attribute: yes })] : []),
      ...(no && number ? [fault('danger.harmless', at('attributes'), { attribute: no, number })] : []),
      ...(yes && !number ? [fault('danger.unknown', at('danger.unNo'), { attribute: yes })] : []),
    ];
  });
};
