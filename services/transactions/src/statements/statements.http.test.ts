import { fingerprintOf, newUuid, parsePublicId } from '@tamsui/ids';
import { chartAccountId } from '@tamsui/ledger-client';
import { dateInZone } from '@tamsui/platform/clock';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { giveMoney } from '../testing/give-money.ts';
import { createMerchant, createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { createPerson } from '../transfers/transfers.testing.ts';
import { readPdf } from './read-pdf.testing.ts';
import type { PrintedStatement } from './statement-schema.ts';

const service = await startTestService();
const { api } = service;
/** Not in the Big5 of old, outside of the first plane, an emoji, and a formula. */
const STORE_NAME = '=1+1 𠀋堃, "café" 🍵';
const resident = await createResident(service);
const stranger = await createResident(service, 'Chen An');
const shop = await createMerchant(service, '淡水老街茶館');
const otherShop = await createMerchant(service);
const wallet = textOf(await api.get('/v1/wallet', { token: resident.token }), 'id');
const today = dateInZone(new Date(), 'Asia/Taipei');
const ofWallet = `/v1/wallets/${wallet}/statement`;
const ofShop = `/v1/merchants/${shop.id}/statement`;

function statementOf(answer: Answer): PrintedStatement {
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as PrintedStatement;
}

async function readBoth() {
  const mine = statementOf(await api.get(ofWallet, { token: resident.token }));
  const shops = statementOf(await api.get(ofShop, { token: shop.key }));
  return { mine, shops };
}

function expectSum({ opening_balance, lines, total_in, total_out, closing_balance }: PrintedStatement): void {
  const sum = lines.reduce((total, { amount }) => total + Number(amount), Number(opening_balance));
  expect(sum).toBe(Number(closing_balance));
  expect(Number(opening_balance) + Number(total_in) + Number(total_out)).toBe(Number(closing_balance));
  let running = Number(opening_balance);
  for (const { amount, balance } of lines) {
    running += Number(amount);
    expect(Number(balance)).toBe(running);
  }
}

beforeAll(async () => {
  const store = await api.post(`/v1/merchants/${shop.id}/stores`, {
    token: service.operatorToken,
    body: { name: STORE_NAME },
  });
  const till = await api.post(`/v1/stores/${textOf(store, 'id')}/terminals`, {
    token: service.operatorToken,
    body: { name: 'Till 2' },
  });
  await fund(service, resident, '1000');
  for (const [amount, order] of [
    ['120', '@SUM(A1)'],
    ['80', '訂單-1'],
  ] as const) {
    const body = {
      ...paymentBody({ ...shop, terminal: textOf(till, 'id') }, await showCode(service, resident), amount),
      order_reference: order,
    };
    const paid = await api.post('/v1/payments', { token: shop.key, body });
    await api.post(`/v1/payments/${textOf(paid, 'id')}/refunds`, {
      token: shop.key,
      body: { amount: '20', currency: 'TWD' },
    });
  }
});

describe('as JSON', () => {
  it('has every line of a wallet, from opening to closing', async () => {
    const { mine } = await readBoth();
    expect(mine).toMatchObject({
      wallet,
      from: `${today.slice(0, 8)}01`,
      to: today,
      time_zone: 'Asia/Taipei',
    });
    expect(mine).toMatchObject({ opening_balance: '0', total_in: '1040', total_out: '-200' });
    expect(mine.closing_balance).toBe('840');
    expect(mine.lines.map(({ type, amount }) => [type, amount])).toEqual([
      ['top_up', '1000'],
      ['payment', '-120'],
      ['refund', '20'],
      ['payment', '-80'],
      ['refund', '20'],
    ]);
    expect(mine.lines[1]).toMatchObject({ merchant: '淡水老街茶館', store: STORE_NAME });
    expectSum(mine);
  });

  it('has the same lines as the list of the wallet, the other way round', async () => {
    const { mine } = await readBoth();
    const listed = await api.get('/v1/wallet/statement?limit=100', { token: resident.token });
    expect((listed.body.data as unknown[]).toReversed()).toEqual(mine.lines);
  });

  it('has orders and tills of a merchant, and nothing of who paid', async () => {
    const { shops } = await readBoth();
    expect(shops).toMatchObject({ merchant: shop.id, opening_balance: '0', closing_balance: '160' });
    expect(shops.lines.map(({ type, order_reference: order }) => [type, order])).toEqual([
      ['payment', '@SUM(A1)'],
      ['refund', undefined],
      ['payment', '訂單-1'],
      ['refund', undefined],
    ]);
    expect(JSON.stringify(shops)).not.toContain('Lin');
    expectSum(shops);
  });

  it('is empty for days without a line, with the balance of then', async () => {
    const days = 'from=2026-01-01&to=2026-01-31';
    const early = statementOf(await api.get(`${ofWallet}?${days}`, { token: resident.token }));
    expect(early).toMatchObject({ opening_balance: '0', closing_balance: '0', lines: [] });
  });
});

test('whatever is posted meanwhile, each statement adds up', async () => {
  const payments = Array.from({ length: 12 }, async (_, n) => {
    const body = paymentBody(shop, await showCode(service, resident), String(n + 1));
    return api.post('/v1/payments', { token: shop.key, body });
  });
  for (let round = 0; round < 8; round += 1) {
    const { mine, shops } = await readBoth();
    expectSum(mine);
    expectSum(shops);
  }
  expect((await Promise.all(payments)).map(({ status }) => status)).toEqual(Array(12).fill(201));
  const { mine } = await readBoth();
  expect(mine.closing_balance).toBe(String(840 - 78));
});

test('a transfer and a fee are on the statements, which agree with the journal', async () => {
  const [payer, payee] = [await createPerson(service, 'Payer'), await createPerson(service, 'Payee')];
  await giveMoney(service, payer.id, 50_000n);
  const looked = await api.post('/v1/payees/lookup', { token: payer.token, body: { wallet: payee.wallet } });
  const body = { payee: textOf(looked, 'payee'), amount: '30', currency: 'TWD' };
  expect((await api.post('/v1/transfers', { token: payer.token, body })).status).toBe(201);
  const account = await payableAccountOf(shop.id);
  const id = newUuid();
  await service.ledger.submit({
    kind: 'post',
    id,
    fingerprint: fingerprintOf({ id }),
    // A payout that no settlement run ordered would be a broken promise; a fee is known by its other account.
    purpose: 'adjustment',
    currency: 'TWD',
    legs: [{ debit: account, credit: chartAccountId('merchant_fees', 'TWD'), amountMinor: 130n }],
    reference: {},
  });
  const { shops } = await readBoth();
  expect(shops.lines.at(-1)).toMatchObject({ type: 'fee', amount: '-1.30' });
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  expect(shops.lines.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(cents(shops.closing_balance));
  const { rows } = await service.database.raw<{ rows: { net: bigint; postings: bigint }[] }>(
    `select sum(case when postings.credit = accounts.number then amount else -amount end)::bigint as net,
            count(*) as postings
       from book_main.postings
       join book_main.accounts on accounts.number in (postings.debit, postings.credit)
      where accounts.id = :account`,
    { account },
  );
  expect(rows).toEqual([{ net: BigInt(cents(shops.closing_balance)), postings: BigInt(shops.lines.length) }]);
  for (const [person, amount] of [
    [payer, '-30'],
    [payee, '30'],
  ] as const) {
    const path = `/v1/wallets/${person.wallet}/statement`;
    const statement = statementOf(await api.get(path, { token: person.token }));
    expect(statement.lines.at(-1)).toMatchObject({ type: 'transfer', amount });
    expectSum(statement);
  }
});

async function payableAccountOf(merchant: string): Promise<string> {
  const { rows } = await service.database.raw<{ rows: { account: string }[] }>(
    'select payable_account as account from transactions.merchants where id = :id',
    { id: parsePublicId('mer', merchant) ?? '' },
  );
  return rows[0]?.account ?? '';
}

describe('as CSV', () => {
  it.each([
    ['by its name', '?format=csv', {}],
    ['by Accept', '', { accept: 'text/csv' }],
  ])('%s it has the same, and no formula', async (_way, query, headers) => {
    const answer = await api.get(`${ofShop}${query}`, { token: shop.key, headers });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain(`statement-${shop.id}-`);
    const rows = answer.text.split('\r\n');
    expect(rows[1]).toMatch(/,opening_balance,.*,0,TWD$/);
    expect(rows.at(-2)).toMatch(/,closing_balance,.*,TWD$/);
    expect(answer.text).toContain(`,"'=1+1 𠀋堃, ""café"" 🍵",`);
    expect(answer.text).toContain(",'@SUM(A1),");
    expect(answer.text).toContain(',-20,');
    expect(rows.every((row) => row === '' || !/(^|,)"?[=+@]/.test(row))).toBe(true);
  });

  it('begins with a byte order mark', async () => {
    const response = await fetch(`${service.url}${ofShop}?format=csv`, {
      headers: { authorization: `Bearer ${shop.key}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  });
});

describe('as PDF', () => {
  it.each([
    ['by its name', '?format=pdf', {}],
    ['by Accept', '', { accept: 'application/pdf' }],
  ])('%s it says the same, and tells rare characters by their code points', async (_way, query, headers) => {
    const response = await fetch(`${service.url}${ofShop}${query}`, {
      headers: { ...headers, authorization: `Bearer ${shop.key}` },
    });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const { shops } = await readBoth();
    const pages = await readPdf(new Uint8Array(await response.arrayBuffer()));
    const texts = pages.flat().map(({ text }) => text);
    expect(texts).toContain('淡水老街茶館');
    expect(texts.join(' ')).toContain('[U+2000B]堃, "café" [U+1F375]');
    for (const { id, amount, balance } of shops.lines) {
      expect(texts).toEqual(expect.arrayContaining([id, amount, balance]));
    }
    expect(texts[texts.indexOf('期末餘額 Closing balance') + 1]).toBe(shops.closing_balance);
  });
});

describe('a question that is none', () => {
  it.each([
    ['from=2026-02-30', 'query:from', undefined],
    ['from=2026-11-02T00:00:00Z', 'query:from', undefined],
    ['from=2026-02-02&to=2026-02-01', 'query:from', 'period_reversed'],
    ['from=2025-01-01&to=2026-02-01', 'query:from', 'period_too_long'],
    ['from=1999-12-31&to=2000-01-02', 'query:from', 'period_too_early'],
    ['to=9999-12-31', 'query:to', 'period_not_begun'],
    ['to=', 'query:to', undefined],
    ['format=xlsx', 'query:format', undefined],
    ['days=3', 'query:days', 'unknown_field'],
  ])('%s names %s', async (query, pointer, code) => {
    expectFieldProblem(await api.get(`${ofWallet}?${query}`, { token: resident.token }), 400, pointer, code);
    expectFieldProblem(await api.get(`${ofShop}?${query}`, { token: shop.key }), 400, pointer, code);
  });
});

test("somebody else's is not there", async () => {
  expectProblem(await api.get(ofWallet, { token: stranger.token }), 404, 'wallet_not_found');
  expectProblem(await api.get(ofShop, { token: otherShop.key }), 404, 'merchant_not_found');
  expectProblem(await api.get(ofShop, { token: resident.token }), 403, 'wrong_token_kind');
  expectProblem(await api.get(ofWallet, { token: shop.key }), 403, 'wrong_token_kind');
  expectProblem(await api.get(ofWallet), 401, 'unauthorized');
});
