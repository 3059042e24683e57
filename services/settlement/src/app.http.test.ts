import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatPublicId, newUuid } from '@tamsui/ids';
import { encodeCursor, listen } from '@tamsui/platform/http';
import { createMetrics } from '@tamsui/platform/metrics';
import { parse } from 'csv-parse/sync';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { createSettlementCity } from './testing/settlement-city.testing.ts';

const TOKEN = 'finance-token-of-this-test';
const city = await createSettlementCity();
const app = createApp({ deps: city.deps, metrics: createMetrics('settlement'), financeToken: TOKEN });
const server = await listen(app, '127.0.0.1', 0);
afterAll(async () => {
  await server.stop();
  await city.stop();
});

async function call(
  method: string,
  path: string,
  init: { body?: string; headers?: Record<string, string> } = {},
) {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...init.headers },
    ...(init.body === undefined ? {} : { body: init.body }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString('utf8');
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    text,
    json: isJson ? JSON.parse(text) : null,
  };
}
const get = (path: string) => call('GET', path);
const post = (path: string, body?: unknown) =>
  call('POST', path, body === undefined ? {} : { body: JSON.stringify(body) });

/** Closes the open day over HTTP and settles it. */
async function settleOpenDay() {
  const { open } = (await get('/v1/business-days')).json;
  expect((await post(`/v1/business-days/${open}/close`)).status).toBe(200);
  await city.catchUp();
  return post('/v1/settlement-runs', { business_date: open });
}

const noodles = await city.addMerchant();
const tea = await city.addMerchant({ feeBasisPoints: 0, name: '=茶' });
const first = await city.pay(noodles, 8_000n, { order: '=A-1' });
await city.pay(noodles, 12_000n, { order: 'A-2' });
await city.refund(noodles, first, 3_000n);
await city.pay(tea, 5_000n);
const created = await settleOpenDay();
const run = created.json;
const noodlesId = formatPublicId('mer', noodles.id);

describe('business days', () => {
  it('the open day is closed once, and asking again gives the same answer', async () => {
    const { open } = (await get('/v1/business-days')).json;
    const closed = await post(`/v1/business-days/${open}/close`);
    expect(closed).toMatchObject({ status: 200, json: { business_date: open } });
    expect(closed.json.position).toEqual({
      batch: expect.stringMatching(/^\d+$/),
      index: expect.any(Number),
    });
    expect((await post(`/v1/business-days/${open}/close`)).json).toEqual(closed.json);
    expect((await get('/v1/business-days')).json.last_closed).toBe(open);
  });

  it('business_day_not_open: a day that has not begun, and closing it later still works', async () => {
    const { open } = (await get('/v1/business-days')).json;
    const next = new Date(Date.parse(`${open}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(await post(`/v1/business-days/${next}/close`)).toMatchObject({
      status: 409,
      json: { code: 'business_day_not_open', open, errors: [{ pointer: 'path:date' }] },
    });
    expect((await post(`/v1/business-days/${open}/close`)).status).toBe(200);
    expect((await post(`/v1/business-days/${next}/close`)).status).toBe(200);
  });

  it('business_day_already_closed: a day that a later one closed', async () => {
    expect(await post('/v1/business-days/2020-02-29/close')).toMatchObject({
      status: 409,
      json: { code: 'business_day_already_closed', errors: [{ pointer: 'path:date' }] },
    });
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '0000-01-01',
    '20261123',
    'today',
    '%00',
    '9999-12-31x',
    '1999-12-31',
  ])('the date %s is refused', async (date) => {
    const answer = await post(`/v1/business-days/${date}/close`);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(answer.json.errors[0].pointer).toBe('path:date');
  });

  it('a body with fields is refused', async () => {
    const { open } = (await get('/v1/business-days')).json;
    expect(await post(`/v1/business-days/${open}/close`, { force: true })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/force', code: 'unknown_field' }] },
    });
    expect((await get('/v1/business-days')).json.open).toBe(open);
  });
});

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
    await settleOpenDay();
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

describe('the bank file', () => {
  it('has the same bytes whenever it is asked for, and their hash', async () => {
    const file = await get(`/v1/settlement-runs/${run.id}/payment-file`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('application/xml');
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${run.file.message_id}.xml"`);
    expect(file.headers.get('etag')).toBe(`"${run.file.sha256}"`);
    const digest = createHash('sha256').update(file.bytes);
    expect(file.headers.get('repr-digest')).toBe(`sha-256=:${digest.copy().digest('base64')}:`);
    expect(digest.digest('hex')).toBe(run.file.sha256);
    expect((await get(`/v1/settlement-runs/${run.id}/payment-file`)).bytes).toEqual(file.bytes);
  });

  it('sums to the payouts and names each of them', async () => {
    const { text } = await get(`/v1/settlement-runs/${run.id}/payment-file`);
    expect(text).toContain('<CtrlSum>217.79</CtrlSum>');
    expect(text).toContain('<InstdAmt Ccy="TWD">167.79</InstdAmt>');
    const { data } = (await get(`/v1/settlement-runs/${run.id}/payouts`)).json;
    for (const { end_to_end_id } of data) expect(text).toContain(`<EndToEndId>${end_to_end_id}</EndToEndId>`);
  });

  const schema =
    process.env.TAMSUI_ISO_SCHEMAS ??
    fileURLToPath(new URL('../../../../shared/schemas/iso20022', import.meta.url));
  it.skipIf(!existsSync(`${schema}/pain.001.001.09.xsd`))(
    'is valid against the XSD of pain.001.001.09 (needs the ISO schemas)',
    async () => {
      const { text } = await get(`/v1/settlement-runs/${run.id}/payment-file`);
      const xsd = XmlDocument.fromBuffer(readFileSync(`${schema}/pain.001.001.09.xsd`));
      const validator = XsdValidator.fromDoc(xsd);
      const document = XmlDocument.fromString(text);
      const broken = XmlDocument.fromString(text.replace('TRF', 'XYZ'));
      expect(() => validator.validate(document)).not.toThrow();
      expect(() => validator.validate(broken)).toThrow();
      for (const each of [document, broken, validator, xsd]) each.dispose();
    },
  );

  it('of a run that pays nobody is not found', async () => {
    const empty = (await settleOpenDay()).json;
    expect(empty).toMatchObject({ state: 'submitted', file: null, merchant_count: 0 });
    expect(await get(`/v1/settlement-runs/${empty.id}/payment-file`)).toMatchObject({
      status: 404,
      json: { code: 'payment_file_not_found' },
    });
  });
});

describe('a statement', () => {
  it('adds up line by line and has the same bytes whenever it is asked for', async () => {
    const path = `/v1/settlement-runs/${run.id}/statements/${noodlesId}`;
    const statement = await get(path);
    expect(statement.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(statement.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows: Record<string, string>[] = parse(statement.text, { bom: true, columns: true });
    expect(
      rows.map(({ type, order_reference, gross, fee, net, balance }) => [
        type,
        order_reference,
        gross,
        fee,
        net,
        balance,
      ]),
    ).toEqual([
      ['opening_balance', '', '', '', '', '0'],
      ['payment', "'=A-1", '80', '1.04', '78.96', '78.96'],
      ['payment', 'A-2', '120', '1.56', '118.44', '197.40'],
      ['refund', "'=A-1", '-30', '-0.39', '-29.61', '167.79'],
      ['total', '', '170', '2.21', '167.79', '167.79'],
      ['payout', '', '', '', '-167.79', '0'],
      ['closing_balance', '', '', '', '', '0'],
    ]);
    expect(rows[1]?.payment_id).toBe(formatPublicId('pay', first));
    await city.refund(noodles, first, 100n);
    await settleOpenDay();
    expect((await get(path)).bytes).toEqual(statement.bytes);
  });

  it('of a merchant that was not in the run is not found', async () => {
    for (const id of [formatPublicId('mer', newUuid()), run.id, 'mer_x', '%00']) {
      expect((await get(`/v1/settlement-runs/${run.id}/statements/${id}`)).status).toBe(404);
    }
  });
});

describe('the token', () => {
  const ROUTES: readonly [string, string][] = [
    ['GET', '/v1/business-days'],
    ['POST', '/v1/business-days/2026-11-23/close'],
    ['POST', '/v1/settlement-runs'],
    ['GET', '/v1/settlement-runs'],
    ['GET', `/v1/settlement-runs/${run.id}`],
    ['GET', `/v1/settlement-runs/${run.id}/payouts`],
    ['GET', `/v1/settlement-runs/${run.id}/payment-file`],
    ['GET', `/v1/settlement-runs/${run.id}/statements/${noodlesId}`],
  ];
  it.each(ROUTES)('%s %s needs it', async (method, path) => {
    for (const authorization of ['', 'Bearer wrong-token-of-somebody', `Basic ${TOKEN}`]) {
      expect(await call(method, path, { headers: { authorization } })).toMatchObject({
        status: 401,
        json: { code: 'unauthorized' },
      });
    }
  });
});
