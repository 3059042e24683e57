import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { readCompactJws } from '../auth/compact-jws.ts';
import type { DevicePublicKey } from '../auth/device-key.ts';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields } from '../http/money-fields.ts';
import { memberOf } from './intent-member.ts';
import { intentTimes, isShortLived, SHORT_LIVED } from './intent-time.ts';
import { perCurrency } from './signed-terms.ts';

const MAX_ORDER_LENGTH = 64;
/** 128 bits in base64url; the last character has four bits that are nothing. */
const NONCE = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** What a device signs: who pays whom how much for what, so that none of it can be exchanged on the way. */
export interface PaymentIntent {
  readonly keyId: Uuid;
  readonly device: Uuid;
  /** The wallet. */
  readonly payer: Uuid;
  /** The merchant. */
  readonly payee: Uuid;
  readonly terminal: Uuid;
  /** Null at a sticker, and so is the order. */
  readonly shopCode: Uuid | null;
  readonly orderReference: string | null;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly nonce: string;
  /** In seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
  /** The bytes that were signed: header and payload as they came. */
  readonly signedText: string;
}

const header = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal('pay+jws'),
  kid: publicIdField('dev'),
});

function claimsOf(city: CurrencyCode) {
  return z
    .strictObject({
      v: z.literal(1),
      device: publicIdField('dev'),
      payer: publicIdField('wal'),
      payee: publicIdField('mer'),
      terminal: publicIdField('ter'),
      shop_code: publicIdField('shc').nullable().meta({ description: 'Null at a sticker.' }),
      order_reference: z
        .string()
        .min(1)
        .max(MAX_ORDER_LENGTH)
        .nullable()
        .meta({ description: 'Of the shop code; null at a sticker.' }),
      ...moneyFields(city),
      nonce: z
        .string()
        .regex(NONCE, 'must be 16 bytes in base64url')
        .meta({ description: '16 random bytes in base64url: what is signed happens at most once.' }),
      ...intentTimes,
    })
    .refine((claims) => (claims.shop_code === null) === (claims.order_reference === null), {
      path: ['order_reference'],
      message: 'belongs to a shop code',
    })
    .refine(isShortLived, SHORT_LIVED);
}

/** What a device signs to pay what a shop shows. */
export const paymentIntent = perCurrency((city) => ({ typ: 'pay+jws', payload: claimsOf(city) }));

/** Makes the reader of intents (compact JWS, RFC 7515, typ `pay+jws`). It says nothing about the signature. */
export function createIntentReader(city: CurrencyCode) {
  const { payload: claims } = paymentIntent(city);
  return (text: string): Result<PaymentIntent, Refusal<'intent_malformed'>> => {
    const content = readCompactJws(text);
    if (content === undefined) return refuse('intent_malformed', { member: '' });
    const head = header.safeParse(content.header);
    if (!head.success) return refuse('intent_malformed', { member: memberOf('header', head.error) });
    const body = claims.safeParse(content.payload);
    if (!body.success) return refuse('intent_malformed', { member: memberOf('payload', body.error) });
    const { device, payer, payee, terminal, currency, nonce, iat, exp } = body.data;
    return accept({
      keyId: head.data.kid,
      device,
      payer,
      payee,
      terminal,
      shopCode: body.data.shop_code,
      orderReference: body.data.order_reference,
      amountMinor: body.data.amount,
      currency,
      nonce,
      iat,
      exp,
      signedText: text.slice(0, text.lastIndexOf('.')),
    });
  };
}

/**
 * Whether a device's key made the signature over the very bytes that came. That (r, n − s) verifies where (r, s) does
 * gains nobody anything: what happens once is the nonce, not the signature.
 */
export async function isSignedBy(key: DevicePublicKey, text: string): Promise<boolean> {
  try {
    await compactVerify(text, await importJWK({ ...key }, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}
