import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, it, test } from 'vitest';
import {
  newSigningKey,
  printVerifyingKey,
  SIGNINGS,
  type SigningKey,
  signatureHeader,
} from './signing-key.ts';
import { verifyWebhook } from './verify-webhook.testing.ts';

const now = new Date();
const timestamp = Math.floor(now.getTime() / 1_000);

function signed(keys: readonly SigningKey[], id: string, body: string, at = timestamp) {
  const signature = signatureHeader(keys, { id, timestamp: at, body });
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signature };
  return { headers, body };
}

const judge = (key: SigningKey, message: ReturnType<typeof signed>, seen = new Set<string>()) =>
  verifyWebhook(printVerifyingKey(key), message, now, seen);

test('the independent package takes what is signed with a shared secret, whatever the body', () => {
  const key = newSigningKey('hmac');
  const webhook = new Webhook(printVerifyingKey(key));
  fc.assert(
    fc.property(fc.json(), (body) => {
      const { headers } = signed([key], 'evt_1', body);
      expect(webhook.verify(body, headers)).toEqual(JSON.parse(body));
    }),
  );
});

test('a shared secret and a public key have the lengths that the specification wants', () => {
  const secret = printVerifyingKey(newSigningKey('hmac'));
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(printVerifyingKey(newSigningKey('ed25519'))).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
});

it('signs by Ed25519 as RFC 8032 does: the first vector of its section 7.1 has this public key', () => {
  const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const key: SigningKey = { signing: 'ed25519', secret: Buffer.from(seed, 'hex') };
  const point = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  expect(printVerifyingKey(key)).toBe(`whpk_${Buffer.from(point, 'hex').toString('base64')}`);
});

test.each(SIGNINGS)('%s: a genuine message is taken once', (signing) => {
  const key = newSigningKey(signing);
  const seen = new Set<string>();
  const message = signed([key], 'evt_1', '{"a":1}');
  expect(judge(key, message, seen)).toBe('genuine');
  expect(judge(key, message, seen)).toBe('seen_before');
});

test.each(SIGNINGS)('%s: a message that was changed in any part is forged', (signing) => {
  const key = newSigningKey(signing);
  const { headers, body } = signed([key], 'evt_1', '{"amount":"120"}');
  const changes = [
    { headers, body: '{"amount":"121"}' },
    { headers, body: '{"amount": "120"}' },
    { headers: { ...headers, 'webhook-id': 'evt_2' }, body },
    { headers: { ...headers, 'webhook-timestamp': String(timestamp + 1) }, body },
    { headers: { ...headers, 'webhook-signature': headers['webhook-signature'].replace(',', ',A') }, body },
    { headers: { ...headers, 'webhook-signature': '' }, body },
  ];
  expect(changes.map((message) => judge(key, message))).toEqual(changes.map(() => 'forged'));
  expect(judge(newSigningKey(signing), { headers, body })).toBe('forged');
});

test.each(SIGNINGS)(
  '%s: a message of ten minutes ago is too old, and one of the future too new',
  (signing) => {
    const key = newSigningKey(signing);
    expect(judge(key, signed([key], 'evt_1', '{}', timestamp - 600))).toBe('too_old');
    expect(judge(key, signed([key], 'evt_1', '{}', timestamp + 600))).toBe('too_old');
  },
);

test('while a rotation lasts the old key and the new one both verify, of whatever kind they are', () => {
  const [old, fresh] = [newSigningKey('hmac'), newSigningKey('ed25519')];
  const message = signed([fresh, old], 'evt_1', '{}');
  expect(judge(old, message)).toBe('genuine');
  expect(judge(fresh, message)).toBe('genuine');
  const webhook = new Webhook(printVerifyingKey(old));
  expect(webhook.verify('{}', message.headers)).toEqual({});
});

test('an id with a dot, which could move a boundary, is never signed', () => {
  expect(() => signed([newSigningKey('hmac')], 'evt.1', '{}')).toThrow('BUG');
});
