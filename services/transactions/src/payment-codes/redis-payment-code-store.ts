import { createHash } from 'node:crypto';
import { Fault } from '@tamsui/errors';
import type { Redis } from '@tamsui/platform/redis';
import { z } from 'zod';
import { CODE_LIFETIME_MS, EXPIRED_CODE_KEPT_MS, type IssuedCode } from './payment-code.ts';
import type { PaymentCodeStore } from './payment-code-store.ts';

const KEY_TTL_MS = CODE_LIFETIME_MS + EXPIRED_CODE_KEPT_MS;

const instant = z.iso.datetime().transform((text) => new Date(text));
const issuedCode = z.strictObject({
  onceToken: z.uuid(),
  walletAccount: z.uuid(),
  walletId: z.uuid(),
  residentId: z.uuid(),
  coolingUntil: instant.nullable(),
  expiresAt: instant,
});

/** Codes in Redis, for several API processes. The key is a hash, so that a look into Redis shows no code to pay with. */
export function createRedisPaymentCodeStore(redis: Redis): PaymentCodeStore {
  return {
    put: async (code, issued) => {
      await answered(redis.set(keyOf(code), JSON.stringify(issued), 'PX', KEY_TTL_MS));
    },
    find: async (code): Promise<IssuedCode | undefined> => {
      const text = await answered(redis.get(keyOf(code)));
      return text === null ? undefined : issuedCode.parse(JSON.parse(text));
    },
  };
}

function keyOf(code: string): string {
  return `tamsui:payment-code:${createHash('sha256').update(code).digest('hex')}`;
}

async function answered<Value>(reply: Promise<Value>): Promise<Value> {
  try {
    return await reply;
  } catch (error) {
    throw new Fault('payment_codes_unavailable', 'Payment codes cannot be read or written at the moment.', {
      cause: error,
      retryable: true,
    });
  }
}
