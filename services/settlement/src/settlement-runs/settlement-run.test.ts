import { expect, it } from 'vitest';
import { endToEndIdOf, messageIdOf, payoutIdOf, runIdOf } from './settlement-run.ts';

const MERCHANT = '01936f00-0000-7000-8000-000000000001';

it('a day of a book names its run, its payouts and its bank message, in any process, for ever', () => {
  const id = runIdOf('main', '2026-11-23');
  const payout = payoutIdOf('main', '2026-11-23', MERCHANT);
  expect(id).toBe('4d5da5fd-b4d6-830d-96f8-e1d4754f4ea2');
  expect(payout).toBe('18905f33-61bb-8d78-9263-4faf8dde74c0');
  expect(endToEndIdOf(payout)).toBe('pot0rj1fk6rdvhnw94rtfny6xwx60');
  expect(messageIdOf({ id, businessDate: '2026-11-23' })).toBe('20261123-2dbpjzvd6pgc6sdy71thtmykn2');
});

it('another book, day or merchant has another payout', () => {
  const ids = [
    payoutIdOf('main', '2026-11-23', MERCHANT),
    payoutIdOf('second', '2026-11-23', MERCHANT),
    payoutIdOf('main', '2026-11-24', MERCHANT),
    payoutIdOf('main', '2026-11-23', '01936f00-0000-7000-8000-000000000002'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('what goes into a bank file has at most 35 characters, none of them an underscore', () => {
  const businessDate = '2026-11-23';
  for (const text of [
    endToEndIdOf(payoutIdOf('main', businessDate, MERCHANT)),
    messageIdOf({ id: runIdOf('main', businessDate), businessDate }),
  ]) {
    expect(text).toMatch(/^[a-z0-9-]{1,35}$/);
  }
});
