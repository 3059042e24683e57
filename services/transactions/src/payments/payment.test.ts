import { newUuid } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { DECLINE_REASONS } from './decline-reason.ts';
import { heldPayment } from './payment.ts';
import { PAYMENT_REFUSALS, refusalOfBook } from './payment-errors.ts';
import { createPaymentNews } from './payment-news.ts';

const facts = {
  id: newUuid(),
  merchantId: newUuid(),
  storeId: newUuid(),
  terminalId: newUuid(),
  orderReference: 'A-1',
  chargedBy: null,
  at: new Date('2026-11-20T04:00:00Z'),
  businessDate: '2026-11-20',
};
const holdUntil = new Date('2026-11-27T04:00:00Z');
const before = new Date(holdUntil.getTime() - 1);
const money = { amountMinor: 100n, currency: 'TWD', refundedMinor: 0n, holdUntil } as const;

test.each([
  ['authorised', 0n, false, before, 100n],
  ['authorised', 40n, false, before, 60n],
  ['succeeded', 100n, false, before, 0n],
  ['succeeded', 40n, true, before, 0n],
  ['succeeded', 40n, false, holdUntil, 0n],
  ['voided', 0n, true, before, 0n],
  ['voided', 0n, true, holdUntil, 0n],
  ['expired', 0n, false, holdUntil, 0n],
] as const)(
  'is %s with %d captured, released %s',
  (status, capturedMinor, released, now, capturableMinor) => {
    const payment = heldPayment(facts, { ...money, capturedMinor, released }, now);
    expect(payment).toMatchObject({ status, authorisation: { capturedMinor, capturableMinor } });
  },
);

test('every reason to decline has a word for the till, and an unknown one has none of its own', () => {
  for (const reason of DECLINE_REASONS) {
    const code = refusalOfBook({ code: 'declined', reason });
    expect(PAYMENT_REFUSALS[code].detail).toContain('No money moved');
    expect(code).not.toBe('payment_refused');
  }
  expect(refusalOfBook({ code: 'declined', reason: 'of_another_feature' })).toBe('payment_refused');
  expect(refusalOfBook({ code: 'toString' })).toBe('payment_refused');
});

test('a till hears nothing of freezes', () => {
  expect(refusalOfBook({ code: 'account_frozen' })).toBe('payment_refused');
});

test('news wakes whoever listens for the payment, at once, and nobody else', async () => {
  const news = createPaymentNews();
  const [mine, other] = [newUuid(), newUuid()];
  const listening = news.listen(mine);
  let woken = false;
  const heard = listening.heard(60_000).then(() => {
    woken = true;
  });
  news.tell([other]);
  await Promise.resolve();
  expect(woken).toBe(false);
  news.tell([mine]);
  await heard;
  expect(woken).toBe(true);
});

test('news between listening and waiting is not lost, and too many listeners do not wait', async () => {
  const news = createPaymentNews(1);
  const id = newUuid();
  const listening = news.listen(id);
  const refused = news.listen(id);
  await refused.heard(60_000);
  news.tell([id]);
  await listening.heard(60_000);
});
