import type { Clock } from '@tamsui/platform/clock';
import { createOldestFirst } from '../oldest-first.ts';
import { EXPIRED_CODE_KEPT_MS, type IssuedCode } from './payment-code.ts';
import type { PaymentCodeStore } from './payment-code-store.ts';

/** About 100 MB at the most. A full store forgets its oldest code, whose resident then shows a new one. */
const MAX_CODES = 300_000;

/** Codes in the memory of one process, for a city that runs a single one. */
export function createMemoryPaymentCodeStore(clock: Clock, maxCodes: number = MAX_CODES): PaymentCodeStore {
  const codes = createOldestFirst<IssuedCode>();

  /** All codes live equally long, so the oldest are the first to expire. */
  function sweep(): void {
    const keptSinceMs = clock.now().getTime() - EXPIRED_CODE_KEPT_MS;
    codes.forgetWhile(({ expiresAt }) => expiresAt.getTime() <= keptSinceMs || codes.size > maxCodes);
  }

  return {
    put: async (code, issued) => {
      codes.set(code, issued);
      sweep();
    },
    find: async (code) => {
      sweep();
      return codes.get(code);
    },
  };
}
