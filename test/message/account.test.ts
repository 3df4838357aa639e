import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { withAccount, withoutAccount } from '../../src/message/account.ts';
import { readIncoming, writeRequest } from '../../src/message/exchange.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { CONTEXT, FULL } from './samples.ts';

const XML = writeDeclaration(FULL.in, CONTEXT).xml;
const MESSAGES = [
  ['a declaration', XML],
  ['an inquiry', writeRequest({ kind: 'inquiry', messageId: 'M1' })],
  ['a request for receipts', writeRequest({ kind: 'receipts', entryNos: ['WI1', 'WI2'] })],
  ['a request for all receipts', writeRequest({ kind: 'receipts', entryNos: [] })],
  ['an acknowledgement', writeRequest({ kind: 'acknowledge', receiptIds: ['R1'] })],
  ['a connection test', writeRequest({ kind: 'test' })],
] as const;

test.each(MESSAGES)('%s takes the account and gives it back, and nothing else changes', (_name, xml) => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter(value => !/[\u0000-\u001f\u007f-\u009f]/u.test(value));
  const account = fc.record(
    { user: text, password: text, method: text, certificate: text },
    { requiredKeys: ['user', 'password'] },
  );
  fc.assert(
    fc.property(account, given => {
      const sent = withAccount(xml, given);
      const { account: read, ...request } = readIncoming(sent);
      expect(read).toEqual(given);
      expect(request).toEqual(readIncoming(xml));
      expect(withAccount(sent, given)).toBe(sent);
      expect(withoutAccount(sent)).not.toMatch(/spare|Account|Password/u);
    }),
    { numRuns: 30 },
  );
});

test('the account stands in spare1 to spare4, in this order, at the end of the head group', () => {
  const sent = withAccount(XML, { user: 'a<b', password: 'p&"\'', method: '1', certificate: 'C' });
  expect(sent).toContain(`    <spare1>a&lt;b</spare1>
    <spare2>p&amp;"'</spare2>
    <spare3>1</spare3>
    <spare4>C</spare4>
  </ITF_DCL_IO_DECL>`);
});

test('taking it out gives the bytes from before', () => {
  expect(withoutAccount(withAccount(XML, { user: 'u', password: 'p' }))).toBe(XML);
});

test('the document and the problems of a message with an account do not mention it', () => {
  const read = readDeclaration(
    withAccount(XML, { user: 'the-user', password: 'hunter2', method: '1', certificate: 'cert-9' }),
  );
  expect(read.problems).toEqual([]);
  expect(JSON.stringify(read)).not.toMatch(/the-user|hunter2|cert-9/u);
});

test.each(['\u0000', 'a\nb', '\ud800', '\uffff'])(
  'an account that XML cannot hold is refused without being quoted',
  password => {
    const run = () => withAccount(XML, { user: 'hunter1', password: `hunter2${password}` });
    expect(run).toThrow(UserError);
    try {
      run();
    } catch (error) {
      expect(JSON.stringify([error, (error as Error).message])).not.toContain('hunter');
    }
  },
);

test.each([
  ['cut short', '<a><spare1>u</spare1><spare2>hunter2', '<a>'],
  ['in another form', '<a><spare2 x="1"\n>hunter2</spare2 ><spare3/><b/>', '<a><b/>'],
  ['over several lines', '<a>\n  <Account>\n    <Password>hunter2</Password>\n  </Account>\n</a>', '<a>\n</a>'],
  ['no XML at all', 'hello', 'hello'],
  ['an element that only begins like it', '<spare10>x</spare10><Accounts/>', '<spare10>x</spare10><Accounts/>'],
])('withoutAccount on text %s', (_name, given, left) => {
  expect(withoutAccount(given)).toBe(left);
});

test('no account is taken out of very many beginnings in bounded time', () => {
  expect(withoutAccount(`<!--${'<spare1>'.repeat(200_000)}-->`)).toBe('<!--');
});
