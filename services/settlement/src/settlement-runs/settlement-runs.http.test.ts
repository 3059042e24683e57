import { formatPublicId, newUuid } from '@tamsui/ids';
import { encodeCursor } from '@tamsui/platform/http';
import { afterAll, describe, expect, it } from 'vitest';
import { createFinanceDesk } from '../testing/finance-desk.testing.ts';
import { feeOf } from '../testing/settlement-city.testing.ts';

const desk = await createFinanceDesk();
const { city, call, get, post } = desk;
afterAll(desk.stop);

const noodles = await city.addMerchant();
const tea = await city.addMerchant({ feeBands: feeOf(0), name: '=茶' });
const first = await city.pay(noodles, 8_000n, { order: '=A-1' });
await city.pay(noodles, 12_000n, { order: 'A-2' });
await city.refund(noodles, first, 3_000n);
await city.pay(tea, 5_000n);
const created = await desk.settleOpenDay();
const run = created.json;
const noodlesId = formatPublicId('mer', noodles.id);

describe('a run', () => {
  it('is created once and found afterwards', async () => {
    expect(created.status).toBe(201);
    expect(run).toEqual({
      id: expect.stringMatching(/^run_[0-9a-z]{26}$/),
      business_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      state: 'submitted',
      created_at: expect.any(String),
      totals: {
        gross: { amount: '250', currency: 'TWD' },
        refunds: { amount: '30', currency: 'TWD' },
        fees: { amount: '2.21', currency: 'TWD' },
        net: { amount: '217.79', currency: 'TWD' },
        payouts: { amount: '217.79', currency: 'TWD' },
      },
      merchant_count: 2,
      file: {
        message_id: expect.stringMatching(/^\d{8}-[0-9a-z]{26}$/),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        transfer_count: 2,
        control_sum: { amount: '217.79', currency: 'TWD' },
      },
      fault: null,
    });
    const again = await post('/v1/settlement-runs', { business_date: run.business_date });
    expect(again).toMatchObject({ status: 200, json: run });
    expect((await get(`/v1/settlement-runs/${run.id}`)).json).toEqual(run);
  });

  it('business_day_not_closed: a day that is open or has not begun', async () => {
    const { open } = (await get('/v1/business-days')).json;
    for (const business_date of [open, '2999-01-01']) {
      expect(await post('/v1/settlement-runs', { business_date })).toMatchObject({
        status: 409,
        json: { code: 'business_day_not_closed', errors: [{ pointer: '/business_date' }] },
      });
    }
  });

  it('later_day_settled: a day before the ones that are settled', async () => {
    expect(await post('/v1/settlement-runs', { business_date: '2020-01-01' })).toMatchObject({
      status: 409,
      json: { code: 'later_day_settled', errors: [{ pointer: '/business_date' }] },
    });
  });

  it('earlier_day_not_settled: a day behind one with lines', async () => {
    await city.pay(tea, 100n);
    const earlier = await city.closeDay();
    const later = await city.closeDay();
    expect(await post('/v1/settlement-runs', { business_date: later })).toMatchObject({
      status: 409,
      json: { code: 'earlier_day_not_settled', unsettled: earlier },
    });
    expect((await post('/v1/settlement-runs', { business_date: earlier })).status).toBe(201);
    expect((await post('/v1/settlement-runs', { business_date: later })).status).toBe(201);
  });

  const WRONG: readonly [string, string, string][] = [
    ['no date', '{}', '/business_date'],
    ['a date that does not exist', '{"business_date":"2026-02-30"}', '/business_date'],
    ['a number', '{"business_date":20261123}', '/business_date'],
    ['NUL', '{"business_date":"2026-11-23\\u0000"}', '/business_date'],
    ['a lone surrogate', '{"business_date":"\\ud800"}', '/business_date'],
    ['another field', '{"business_date":"2026-11-23","amount":"1"}', '/amount'],
    ['__proto__', '{"business_date":"2026-11-23","__proto__":{"x":1}}', '/__proto__'],
    ['a list', '[]', ''],
  ];
  it.each(WRONG)('with %s is refused by name', async (_title, body, pointer) => {
    const answer = await call('POST', '/v1/settlement-runs', { body });
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(answer.json.errors[0].pointer).toBe(pointer);
  });

  it('of broken JSON, of a huge body, of another media type is refused', async () => {
    expect(await call('POST', '/v1/settlement-runs', { body: '{"business' })).toMatchObject({
      status: 400,
      json: { code: 'malformed_json' },
    });
    const huge = JSON.stringify({ business_date: 'x'.repeat(2_000_000) });
    expect(await call('POST', '/v1/settlement-runs', { body: huge })).toMatchObject({ status: 413 });
    const headers = { 'content-type': 'text/plain' };
    expect(await call('POST', '/v1/settlement-runs', { body: 'x', headers })).toMatchObject({ status: 415 });
  });
});

describe('lists', () => {
  it('runs come newest first, page by page, each once', async () => {
    await desk.settleOpenDay();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = (await get(`/v1/settlement-runs?limit=1${query}`)).json;
      expect(page.data).toHaveLength(1);
      seen.push(page.data[0].business_date);
      cursor = page.next_cursor;
      expect(page.has_more).toBe(cursor !== null);
    } while (cursor !== null && seen.length < 50);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen).toContain(run.business_date);
  });

  it('payouts show what each merchant gets, page by page', async () => {
    const page = (await get(`/v1/settlement-runs/${run.id}/payouts?limit=1`)).json;
    const rest = (await get(`/v1/settlement-runs/${run.id}/payouts?cursor=${page.next_cursor}`)).json;
    expect(rest).toMatchObject({ has_more: false, next_cursor: null });
    const payouts = [...page.data, ...rest.data];
    expect(payouts.find(({ merchant }) => merchant === noodlesId)).toEqual({
      id: expect.stringMatching(/^pot_/),
      merchant: noodlesId,
      name: noodles.name,
      opening: { amount: '0', currency: 'TWD' },
      gross: { amount: '200', currency: 'TWD' },
      refunds: { amount: '30', currency: 'TWD' },
      fee: { amount: '2.21', currency: 'TWD' },
      net: { amount: '167.79', currency: 'TWD' },
      payout: { amount: '167.79', currency: 'TWD' },
      closing: { amount: '0', currency: 'TWD' },
      end_to_end_id: expect.stringMatching(/^pot[0-9a-z]{26}$/),
      status: 'paid',
      posted_by: expect.stringMatching(/^run_/) as string,
      reason: null,
    });
  });

  it.each(['0', '101', '-1', '1e2', '01', 'x', ''])('the limit %j is refused', async (limit) => {
    for (const list of ['/v1/settlement-runs', `/v1/settlement-runs/${run.id}/payouts`]) {
      const answer = await get(`${list}?limit=${limit}`);
      expect(answer.status).toBe(400);
      expect(answer.json.errors[0].pointer).toBe('query:limit');
    }
  });

  const otherRun = formatPublicId('run', newUuid());
  const CURSORS: readonly [string, string][] = [
    ['garbage', 'garbage'],
    ['an empty text', ''],
    ['NUL', '%00'],
    ['a list', encodeCursor([1])],
    ['null', encodeCursor(null)],
    ['a payout of another run', encodeCursor({ payouts_of: newUuid(), after: newUuid() })],
    ['a date that does not exist', encodeCursor({ settlement_runs_before: '2026-02-30' })],
    ['an endless text', 'A'.repeat(2_000)],
  ];
  it.each(CURSORS)('the cursor %s is refused by every list', async (_title, cursor) => {
    for (const list of ['/v1/settlement-runs', `/v1/settlement-runs/${run.id}/payouts`]) {
      const answer = await get(`${list}?cursor=${cursor}`);
      expect(answer).toMatchObject({ status: 400, json: { code: 'cursor_invalid' } });
      expect(answer.json.errors[0].pointer).toBe('query:cursor');
    }
  });

  it('a cursor of another list is refused', async () => {
    const { next_cursor } = (await get(`/v1/settlement-runs/${run.id}/payouts?limit=1`)).json;
    expect((await get(`/v1/settlement-runs?cursor=${next_cursor}`)).json.code).toBe('cursor_invalid');
  });

  it('a parameter that is unknown or comes twice is refused', async () => {
    expect((await get('/v1/settlement-runs?page=2')).json.errors[0].pointer).toBe('query:page');
    expect((await get('/v1/settlement-runs?limit=1&limit=2')).status).toBe(400);
  });

  const UNKNOWN = [
    otherRun,
    formatPublicId('pay', newUuid()),
    'run_',
    'x',
    '%00',
    '%F0%9F%8D%9C',
    'run_'.padEnd(3_000, 'z'),
  ];
  it.each(UNKNOWN)('the run %s is not found', async (id) => {
    for (const path of ['', '/payouts', '/payment-file', `/statements/${noodlesId}`]) {
      expect((await get(`/v1/settlement-runs/${id}${path}`)).status).toBe(404);
    }
  });

  it('a path that cannot be decoded is refused', async () => {
    expect((await get('/v1/settlement-runs/%E0%A4%A')).status).toBe(400);
  });
});
