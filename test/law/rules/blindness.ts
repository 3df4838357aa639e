import ts from 'typescript';
import { FIELDS } from '../../../src/catalogue/catalogue.ts';
import { type Allowance, type Find, findNodes, houseOf } from '../tree.ts';

/** Where fields are named on purpose. */
const TABLES = [
  'src/catalogue/',
  'src/message/forms/',
  'src/practice/facts.ts',
  'src/workbook/columns.ts',
  'src/workbook/layout.ts',
  'src/paper/forms/',
  'screens/layout/',
];

/** Words that mean something else there, so that no field of a declaration is meant; and one breach that waits for its owner. */
export const HOMONYMS: readonly Allowance[] = [
  { at: 'src/codes/tables.ts', what: ['nameEn'], why: 'a column of code tables' },
  { at: 'src/jobs/own-lists.ts', what: ['nameEn'], why: 'a party of the office (S6)' },
  { at: 'src/workbook/party-columns.ts', what: ['nameEn'], why: 'a party of the office (S6)' },
  { at: 'screens/fields/own.ts', what: ['nameEn'], why: 'a party of the office (S6)' },
  { at: 'src/transport/certificates.ts', what: ['validFrom'], why: 'a certificate of TLS' },
  ...[
    'screens/pages/settings/channel-items.ts',
    'src/jobs/channel.ts',
    'src/jobs/settings/ways.ts',
    'src/jobs/way-settings.ts',
    'screens/pages/settings/way-items.ts',
    'src/jobs/compose-message.ts',
    'src/jobs/send-declarations.ts',
    'src/message/write.ts',
  ].map(at => ({ at, what: ['organisationCode', 'registrationNo'], why: 'settings of the channel (S4)' })),
];

/** Properties of a record and of the document itself, which every engine may know. */
const OF_RECORDS = ['entryNo', 'declarationNo', 'direction', 'containers', 'goods'];
/** Names without a capital that still mean nothing but the field. */
const DISTINCTIVE = ['licences', 'vins', 'ingredients'];

const isDistinctive = (name: string) => /[A-Z]/u.test(name) || DISTINCTIVE.includes(name);
const NAMES = new Set(FIELDS.map(({ name }) => name).filter(name => isDistinctive(name) && !OF_RECORDS.includes(name)));
const IDS = new Set<string>(FIELDS.map(({ id }) => id).filter(id => id.includes('.')));

/** A text names a field: its distinctive name, its id, or a path to it. */
const namesField = (text: string) => NAMES.has(text) || IDS.has(text.replace(/\[\d*\]/gu, ''));

function named(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `0${literal.text}`).join('');
  }
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    return ts.isIdentifier(name) ? name.text : undefined;
  }
  const isProperty =
    ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node);
  return isProperty && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

/** A field is named only in tables and in tests; an engine asks the catalogue. */
export const blindness: Find = tree =>
  findNodes(
    houseOf(tree).filter(({ path }) => !TABLES.some(table => path.startsWith(table))),
    node => {
      const name = named(node);
      return name !== undefined && namesField(name) ? `names the field ${name}` : undefined;
    },
  );
