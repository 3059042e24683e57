import { formatPublicId, newUuid } from '@tamsui/ids';
import { afterAll, describe, expect, it } from 'vitest';
import { createFinanceDesk, TOKEN } from '../testing/finance-desk.testing.ts';

const desk = await createFinanceDesk();
const { call, get, post } = desk;
afterAll(desk.stop);

const run = { id: formatPublicId('run', newUuid()) };
const noodlesId = formatPublicId('mer', newUuid());

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
