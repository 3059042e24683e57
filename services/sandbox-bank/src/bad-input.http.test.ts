import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestBank, TEST_TOKEN } from './bank.testing.ts';
import { queryRows } from './database/database.ts';
import { paymentFileXml } from './payouts/pain001.testing.ts';

const bank = await openTestBank();
afterAll(() => bank.stop());
await bank.openAccount('CITY01', '1000');
await bank.openAccount('PAYER1', '1000');

type Body = string | Uint8Array<ArrayBuffer> | undefined;
interface Case {
  readonly title: string;
  readonly method: string;
  readonly at: string;
  readonly body: Body;
  readonly headers: Record<string, string>;
}

const ACCOUNT = { account_number: 'FRESH1', holder_name: 'A', currency: 'TWD', opening_balance: '1' };
const DEBIT = {
  reference: 'R1',
  debtor_account: 'PAYER1',
  creditor_account: 'CITY01',
  amount: '1',
  currency: 'TWD',
};
const FILE = paymentFileXml({
  messageId: 'BAD',
  debtor: 'CITY01',
  transfers: [{ id: 'E1', amount: '1', to: 'SHOP01' }],
});
const JSON_TYPE = { 'content-type': 'application/json' };
const send = (
  title: string,
  method: string,
  at: string,
  body: Body,
  headers: Case['headers'] = {},
): Case => ({
  title,
  method,
  at,
  body,
  headers: { ...JSON_TYPE, ...headers },
});
const account = (title: string, change: object): Case =>
  send(`account: ${title}`, 'POST', '/v1/accounts', JSON.stringify({ ...ACCOUNT, ...change }));
const debit = (title: string, change: object): Case =>
  send(`direct debit: ${title}`, 'POST', '/v1/direct-debits', JSON.stringify({ ...DEBIT, ...change }));
const raw = (title: string, body: Body, headers: Case['headers'] = {}): Case =>
  send(`JSON: ${title}`, 'POST', '/v1/accounts', body, headers);
const file = (title: string, body: Body, type = 'application/xml'): Case =>
  send(`file: ${title}`, 'POST', '/v1/payment-files', body, { 'content-type': type });
const path = (title: string, at: string, method = 'GET'): Case =>
  send(`path: ${title}`, method, at, undefined);
const misbehave = (title: string, body: unknown): Case =>
  send(`misbehaviour: ${title}`, 'PUT', '/v1/misbehaviour', JSON.stringify(body));

const CASES: readonly Case[] = [
  account('NUL in the name', { holder_name: 'a\u0000b' }),
  account('a lone high surrogate', { holder_name: '\uD800' }),
  account('a lone low surrogate', { holder_name: 'x\uDC00' }),
  account('a line break in the name', { holder_name: 'a\nb' }),
  account('an empty name', { holder_name: '' }),
  account('a name of 141 characters', { holder_name: '淡'.repeat(141) }),
  account('a name that is an object', { holder_name: { $ne: 1 } }),
  account('a number as number', { account_number: 123456 }),
  account('a number of 5', { account_number: 'ABCDE' }),
  account('a number of 35', { account_number: '1'.repeat(35) }),
  account('a number in lower case', { account_number: 'abcdef' }),
  account('a number with NUL', { account_number: 'ABCDE\u0000' }),
  account('digits of another script', { account_number: '１２３４５６' }),
  account('a number that is a list', { account_number: ['FRESH1'] }),
  account('an unknown currency', { currency: 'XXX' }),
  account('a currency that is a method', { currency: 'toString' }),
  account('a currency of null', { currency: null }),
  account('a balance as number', { opening_balance: 1 }),
  account('a negative balance', { opening_balance: '-1' }),
  account('an exponent', { opening_balance: '1e3' }),
  account('three decimals', { opening_balance: '1.234' }),
  account('a balance of 100 digits', { opening_balance: '9'.repeat(100) }),
  account('not a number', { opening_balance: 'NaN' }),
  account('a blank balance', { opening_balance: ' ' }),
  account('an unknown field', { balance: '5' }),
  account('a missing field', { holder_name: undefined }),
  raw('nothing', undefined),
  raw('an empty body', ''),
  raw('broken', '{"account_number":'),
  raw('a number', '1'),
  raw('null', 'null'),
  raw('a list', '[]'),
  raw('a text', '"x"'),
  raw('a polluting key', '{"__proto__":{"holder_name":"x"}}'),
  raw('bytes that are no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  raw('UTF-16', new Uint8Array(Buffer.from('\uFEFF{}', 'utf16le'))),
  raw('a bad charset', '{}', { 'content-type': 'application/json; charset=nonsense' }),
  raw('a foreign charset', '{}', { 'content-type': 'application/json; charset=big5' }),
  raw('another type', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
  raw('an invalid type', '{}', { 'content-type': ';;;' }),
  raw('70 KB', JSON.stringify({ ...ACCOUNT, holder_name: 'x'.repeat(70_000) })),
  raw('100,000 nested lists', '['.repeat(60_000)),
  raw('5 MB', 'x'.repeat(5_000_000)),
  raw('a broken gzip', 'no gzip', { 'content-encoding': 'gzip' }),
  raw('a gzip bomb', new Uint8Array(gzipSync('x'.repeat(5_000_000))), { 'content-encoding': 'gzip' }),
  raw('an unknown encoding', '{}', { 'content-encoding': 'rot13' }),
  debit('a reference of 36', { reference: 'x'.repeat(36) }),
  debit('an empty reference', { reference: '' }),
  debit('a reference with a slash', { reference: 'a/b' }),
  debit('a reference with NUL', { reference: 'a\u0000' }),
  debit('an amount of zero', { amount: '0' }),
  debit('a huge amount', { amount: '9'.repeat(40) }),
  debit('an amount of null', { amount: null }),
  debit('a description of 141', { description: 'x'.repeat(141) }),
  debit('a description with NUL', { description: '\u0000' }),
  debit('a description with a surrogate', { description: '\uDFFF' }),
  debit('a status', { status: 'succeeded' }),
  debit('an unknown creditor', { creditor_account: 'NOBODY' }),
  file('nothing', undefined),
  file('empty', ''),
  file('text', 'hello'),
  file('JSON', FILE, 'application/json'),
  file('a foreign charset', FILE, 'application/xml; charset=big5'),
  file('UTF-16', new Uint8Array(Buffer.from(`\uFEFF${FILE}`, 'utf16le'))),
  file('NUL', FILE.replace('City', '\u0000')),
  file(
    'NUL by reference',
    FILE.replaceAll('City', '&#0;').replace('payout', '&#0;').replace('<Ccy>TWD', '<Ccy>&#0;'),
  ),
  file('a surrogate by reference', FILE.replaceAll('payout', '&#xD800;')),
  file(
    'an unknown entity',
    FILE.replace('>E1<', '>&bomb;&#x110000;<').replace('>BAD<', `>${'&#0;'.repeat(40)}<`),
  ),
  file('a document type', `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${FILE}`),
  file('nested tags', '<a>'.repeat(100_000)),
  file('a polluting element', '<__proto__><a>1</a></__proto__>'),
  file(
    'a polluting child',
    FILE.replace('<GrpHdr>', '<constructor><prototype>1</prototype></constructor><GrpHdr>x'),
  ),
  file('an amount of 1,000 digits', FILE.replaceAll('>1<', `>${'9'.repeat(1000)}<`)),
  file('11 MB', 'x'.repeat(11_000_000)),
  path('an account with NUL', '/v1/accounts/ABC%00DEF'),
  path('a broken escape', '/v1/accounts/%E0%A4%A'),
  path('half a character', '/v1/accounts/%FF'),
  path('SQL', "/v1/accounts/'%3Bdrop%20table%20x"),
  path('a long account', `/v1/accounts/${'A'.repeat(5_000)}`),
  path('a message id with NUL', '/v1/payment-files/%00'),
  path('a reference with NUL', '/v1/direct-debits/%00'),
  path('a huge sequence', '/v1/accounts/CITY01/statements/99999999999999999999'),
  path('a negative sequence', '/v1/accounts/CITY01/statements/-1'),
  path('a sequence that is none', '/v1/accounts/CITY01/statements/NaN'),
  path('a nested query', '/v1/accounts/CITY01/statements?limit[a]=1'),
  path('a polluting query', '/v1/accounts/CITY01/statements?__proto__=1'),
  path('a huge limit', '/v1/accounts/CITY01/statements?limit=99999999999999999999'),
  path('a broken query', '/v1/accounts/CITY01/statements?after=%'),
  path('a method that is not there', '/v1/accounts/CITY01', 'DELETE'),
  path('a statement of nobody', '/v1/accounts/NOBODY/statements', 'POST'),
  path('nowhere', '/v2'),
  misbehave('too many copies', { webhook_copies: 6 }),
  misbehave('half a copy', { webhook_copies: 1.5 }),
  misbehave('a huge delay', { webhook_delay_ms: 1e308 }),
  misbehave('text', { drop_webhooks: 'false' }),
  misbehave('a list', []),
];

describe(`bad input (${CASES.length} requests)`, () => {
  it.each(CASES)('is answered with a problem of 4xx: $title', async ({ method, at, body, headers }) => {
    const answer = await fetch(bank.url + at, {
      method,
      headers: { authorization: `Bearer ${TEST_TOKEN}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    expect([answer.status, text]).toEqual([
      expect.toSatisfy((status: number) => status >= 400 && status < 500),
      text,
    ]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(text)).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), retryable: false });
  });

  it('leaves nothing behind', async () => {
    const rows = await queryRows(
      bank.database,
      `select (select count(*) from sandbox_bank.accounts) as accounts,
         (select count(*) from sandbox_bank.direct_debits) as direct_debits,
         (select count(*) from sandbox_bank.payment_files) as payment_files,
         (select count(*) from sandbox_bank.statements) as statements`,
    );
    expect(rows).toEqual([{ accounts: 2n, direct_debits: 0n, payment_files: 0n, statements: 0n }]);
  });

  it.each([
    ['malformed_json', 400, '/v1/accounts', '{', 'application/json'],
    ['body_too_large', 413, '/v1/accounts', `"${'x'.repeat(65_537)}"`, 'application/json'],
    ['body_too_large', 413, '/v1/payment-files', 'x'.repeat(10_485_761), 'application/xml'],
    ['unsupported_media_type', 415, '/v1/accounts', '{}', 'text/plain'],
    ['bad_request', 400, '/v1/accounts/%FF', '{}', 'application/json'],
  ])('has the code %s with status %i', async (code, status, at, body, type) => {
    const method = at.endsWith('%FF') ? 'GET' : 'POST';
    const headers = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': type };
    const answer = await fetch(bank.url + at, { method, headers, ...(method === 'GET' ? {} : { body }) });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  });

  it('survives bytes that are no HTTP', async () => {
    const { port } = new URL(bank.url);
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end('\u0000\u0001 nonsense\r\n\r\n'));
      socket.once('data', (data) => resolve(data.toString('latin1')));
      socket.once('close', () => resolve(''));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect((await fetch(`${bank.url}/healthz`)).status).toBe(200);
  });
});
