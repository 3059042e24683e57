import { fingerprintOf, newUuid } from '@tamsui/ids';
import { fixedClock } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { startRun } from '../settlement-runs/start-run.ts';
import { createSettlementCity, feeOf, settle } from '../testing/settlement-city.testing.ts';
import { closeBusinessDay } from './close-business-day.ts';
import { closeCommandId } from './closed-day.ts';

const city = await createSettlementCity();
const { deps, ledger, database } = city;
afterAll(city.stop);

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

async function recordedDays(): Promise<string[]> {
  const { rows } = await database.raw<{ rows: { date: string }[] }>(
    'select business_date::text as date from settlement.closed_days order by business_date',
  );
  return rows.map(({ date }) => date);
}

describe('a business day', () => {
  it('that many close at once is closed once, at one place in the journal', async () => {
    const { open } = await ledger.businessDay();
    const closed = await Promise.all(Array.from({ length: 8 }, () => closeBusinessDay(deps, open)));
    expect(
      new Set(closed.map((each) => JSON.stringify(each, (_k, v) => (typeof v === 'bigint' ? `${v}` : v))))
        .size,
    ).toBe(1);
    expect(await recordedDays()).toEqual([open]);
  });

  it('that is asked for too early is refused, and can still be closed when it has begun', async () => {
    const { open } = await ledger.businessDay();
    const next = dayAfter(open);
    expect(await closeBusinessDay(deps, next)).toEqual({
      ok: false,
      refusal: { code: 'business_day_not_open', open },
    });
    expect(await closeBusinessDay(deps, open)).toMatchObject({ ok: true });
    expect(await closeBusinessDay(deps, next)).toMatchObject({ ok: true, value: { businessDate: next } });
  });

  it('that was closed by a process which died at once is remembered from the journal', async () => {
    const merchant = await city.addMerchant({ feeBands: feeOf(0) });
    await city.pay(merchant, 100n);
    const { open } = await ledger.businessDay();
    const outcome = await ledger.submit({
      kind: 'close_business_day',
      id: closeCommandId(open),
      fingerprint: fingerprintOf({ businessDate: open }),
      businessDate: open,
    });
    expect(outcome.status).toBe('posted');
    expect(await recordedDays()).not.toContain(open);
    await city.catchUp();
    expect((await settle(deps, open)).totals?.payoutsMinor).toBe(100n);
    expect(await recordedDays()).toContain(open);
  });

  it('whose lines are not all read yet makes a run wait, and then says to try again', async () => {
    const merchant = await city.addMerchant();
    await city.pay(merchant, 100n);
    const { open } = await ledger.businessDay();
    await closeBusinessDay(deps, open);
    const clock = fixedClock(new Date());
    const waiting = { ...deps, clock, pause: async (ms: number) => clock.advanceMs(ms) };
    const asked = clock.now().getTime();
    await expect(startRun(waiting, open)).rejects.toMatchObject({
      code: 'projection_behind',
      retryable: true,
    });
    expect(clock.now().getTime() - asked).toBe(20_000);
    const { rows } = await database.raw<{ rows: unknown[] }>(
      'select 1 from settlement.runs where business_date = :open',
      { open },
    );
    expect(rows).toEqual([]);
    await city.catchUp();
    expect((await settle(deps, open)).state).toBe('submitted');
  });

  it('that somebody else closed has no cut that we know, and that is said loudly', async () => {
    const { open } = await ledger.businessDay();
    const outcome = await ledger.submit({
      kind: 'close_business_day',
      id: newUuid(),
      fingerprint: fingerprintOf({ open }),
      businessDate: open,
    });
    expect(outcome.status).toBe('posted');
    await expect(startRun(deps, open)).rejects.toMatchObject({
      code: 'business_day_cut_unknown',
      retryable: false,
    });
    expect(await closeBusinessDay(deps, open)).toMatchObject({
      ok: false,
      refusal: { code: 'business_day_already_closed' },
    });
  });
});
