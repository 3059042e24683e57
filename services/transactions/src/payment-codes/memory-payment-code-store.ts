import type { Clock } from '@tamsui/platform/clock';
import { EXPIRED_CODE_KEPT_MS, type IssuedCode } from './payment-code.ts';
import type { PaymentCodeStore } from './payment-code-store.ts';

/** About 100 MB at the most. A full store forgets its oldest code, whose resident then shows a new one. */
const MAX_CODES = 300_000;

/** Codes in the memory of one process, for a city that runs a single one. */
export function createMemoryPaymentCodeStore(clock: Clock, maxCodes: number = MAX_CODES): PaymentCodeStore {
  const codes = new Map<string, IssuedCode>();

  /** All codes live equally long, so a Map, which keeps the order of insertion, has the oldest first. */
  function sweep(): void {
    const keptSinceMs = clock.now().getTime() - EXPIRED_CODE_KEPT_MS;
    for (const [code, { expiresAt }] of codes) {
      if (expiresAt.getTime() > keptSinceMs && codes.size <= maxCodes) return;
      codes.delete(code);
    }
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
