import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { nextAttemptAt, planDelivery } from './delivery.ts';
import { signWebhook } from './signature.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('signWebhook', () => {
  it('signs so that the independent Standard Webhooks library verifies it', () => {
    const body = JSON.stringify({ type: 'direct_debit.succeeded', text: '淡水' });
    const headers = signWebhook(SECRET, 'msg_1', new Date(), body);
    expect(new Webhook(SECRET).verify(body, { ...headers })).toEqual(JSON.parse(body));
    expect(() => new Webhook(SECRET).verify(`${body} `, { ...headers })).toThrow();
  });

  it("gives the signature of the standard's published example", () => {
    const at = new Date(1_614_265_330_000);
    const headers = signWebhook(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}');
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('delivery', () => {
  const created = new Date('2026-11-23T00:00:00Z');
  const after = (ms: number): Date => new Date(created.getTime() + ms);

  it('waits 1, 2, 5, 10, 30 seconds and then a minute each time, for a day', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 100].map((attempt) => nextAttemptAt(attempt, created, created));
    expect(delays).toEqual([1, 2, 5, 10, 30, 60, 60, 60].map((seconds) => after(seconds * 1_000)));
    expect(nextAttemptAt(100, created, after(86_400_000 - 60_000))).toEqual(after(86_400_000));
    expect(nextAttemptAt(100, created, after(86_400_000 - 59_999))).toBeUndefined();
  });

  it('is planned as the bank behaves at that moment', () => {
    const good = planDelivery('1', '{}', created, {
      webhookCopies: 1,
      webhookDelayMs: 0,
      dropWebhooks: false,
    });
    const bad = planDelivery('2', '{}', created, {
      webhookCopies: 3,
      webhookDelayMs: 500,
      dropWebhooks: true,
    });
    expect(good).toMatchObject({ id: 'msg_1', copies: 1, status: 'waiting', nextAttemptAt: created });
    expect(bad).toMatchObject({ id: 'msg_2', copies: 3, status: 'dropped', nextAttemptAt: after(500) });
  });
});
