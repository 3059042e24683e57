import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { openInbox } from './shop-server.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;

function paid(order: string) {
  const at = new Date();
  const event = { id: `evt_${order}`, type: 'payment.succeeded', data: { order_reference: order } };
  const rawBody = JSON.stringify(event);
  const headers = {
    'webhook-id': event.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(event.id, at, rawBody),
  };
  return { headers, rawBody: Buffer.from(rawBody) };
}

it('lets a message come again that comes before the secret is known', () => {
  const delivered: string[] = [];
  const inbox = openInbox((order) => void delivered.push(order));
  expect(inbox.take(paid('A-1'))).toBe(503);
  inbox.trust(secret);
  expect(inbox.take(paid('A-1'))).toBe(204);
  expect(delivered).toEqual(['A-1']);
});

it('lets a message come again whose work has failed, and works on none twice', () => {
  const delivered: string[] = [];
  let failuresLeft = 1;
  const inbox = openInbox((order) => {
    if (failuresLeft-- > 0) throw new Error('the stock is locked');
    delivered.push(order);
  });
  inbox.trust(secret);
  expect([1, 2, 3].map(() => inbox.take(paid('A-2')))).toEqual([500, 204, 204]);
  expect(delivered).toEqual(['A-2']);
  expect(inbox.failures).toHaveLength(1);
});
