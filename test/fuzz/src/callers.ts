import { createHmac, randomUUID } from 'node:crypto';
import type { DeviceKeyPair } from '@tamsui/testing/device-key-pair';
import { dpopProof } from '@tamsui/testing/phone';
import type { Random } from '../../simulation/src/random.ts';
import { createKnownValues, type KnownValues } from './known-values.ts';

/** Someone who sends requests. */
export interface Caller {
  readonly name: string;
  /** The security scheme that lets it in; undefined when nobody knows. */
  readonly scheme: string | undefined;
  /** What it was told itself: its own payments, shares, shop codes … */
  readonly own: KnownValues;
  headers(request: {
    readonly method: string;
    readonly path: string;
    readonly body: Buffer;
  }): Record<string, string>;
}

export function bearer(
  name: string,
  scheme: string | undefined,
  token: string,
  own: KnownValues = createKnownValues(),
): Caller {
  return { name, scheme, own, headers: () => ({ authorization: `Bearer ${token}` }) };
}

export interface DeviceFacts {
  readonly key: DeviceKeyPair;
  readonly accessToken: string;
  /** How the API calls itself. */
  readonly publicUrl: string;
}

/** A resident's phone: each request carries a proof of its own (RFC 9449). */
export function device(name: string, { key, accessToken, publicUrl }: DeviceFacts): Caller {
  return {
    name,
    scheme: 'residentDevice',
    own: createKnownValues(),
    headers: ({ method, path }) => {
      const url = `${publicUrl}${path.replace(/[?#].*$/, '')}`;
      const dpop = dpopProof(key, { method, url, accessToken, now: new Date() });
      return { authorization: `DPoP ${accessToken}`, dpop };
    },
  };
}

/** The bank, which signs its messages by Standard Webhooks 1.0.0. */
export function bank(secret: string): Caller {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return {
    name: 'bank',
    scheme: 'bankSignature',
    own: createKnownValues(),
    headers: ({ body }) => {
      const id = `msg_${randomUUID()}`;
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
      return {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${hmac.digest('base64')}`,
      };
    },
  };
}

export function stranger(name: string, headers: Readonly<Record<string, string>> = {}): Caller {
  return { name, scheme: undefined, own: createKnownValues(), headers: () => ({ ...headers }) };
}

const NOBODY: readonly Caller[] = [
  stranger('nobody'),
  bearer('a made-up token', undefined, 'x'.repeat(40)),
  bearer('a mistyped key', undefined, `mk_test_${'0'.repeat(58)}`),
  bearer('a token of nothing', undefined, 'eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.'),
  stranger('basic', { authorization: 'Basic b3BlcmF0b3I6' }),
  stranger('no proof', { authorization: 'DPoP a.b.c', dpop: 'a.b.c' }),
];

/** Under these names the API hands out what lets somebody in. */
const TOKEN_NAMES = ['token', 'key', 'access_token', 'sign_in_token'];

/** Mostly someone whom the operation is for; sometimes someone else, or nobody. */
export function pickCaller(
  random: Random,
  people: readonly Caller[],
  schemes: readonly string[],
  known: KnownValues,
): Caller {
  const meant = people.filter(({ scheme }) => scheme !== undefined && schemes.includes(scheme));
  const chance = random.next();
  if (meant.length > 0 && chance < 0.72) return random.pick(meant);
  if (chance < 0.86) return heardOf(random, known) ?? random.pick(people);
  return chance < 0.94 ? random.pick(people) : random.pick(NOBODY);
}

/** Keys and tokens that were made along the way, with whatever they are allowed. */
function heardOf(random: Random, known: KnownValues): Caller | undefined {
  const tokens = known.named(random.pick(TOKEN_NAMES));
  return tokens.length === 0 ? undefined : bearer('a token heard of', undefined, random.pick(tokens));
}
