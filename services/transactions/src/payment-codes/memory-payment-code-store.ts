import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { createOldestFirst } from '../oldest-first.ts';
import { EXPIRED_CODE_KEPT_MS, type IssuedCode } from './payment-code.ts';
import type { PaymentCodeStore } from './payment-code-store.ts';

/** About 80 MB at the most. A full store forgets its oldest code, whose resident then shows a new one. */
const MAX_CODES = 300_000;

/**
 * Codes in the memory of one process, for a city that runs a single one. Each is one text: as objects, strings and dates
 * they were nine things for the collector to look at, and most of what it looked at.
 */
export function createMemoryPaymentCodeStore(clock: Clock, maxCodes: number = MAX_CODES): PaymentCodeStore {
  const codes = createOldestFirst<string>();

  /** All codes live equally long, so the oldest are the first to expire. */
  function sweep(): void {
    const keptSinceMs = clock.now().getTime() - EXPIRED_CODE_KEPT_MS;
    codes.forgetWhile((text) => expiryOf(text) <= keptSinceMs || codes.size > maxCodes);
  }

  return {
    put: async (code, issued) => {
      codes.set(code, textOf(issued));
      sweep();
    },
    find: async (code) => {
      sweep();
      const text = codes.get(code);
      return text === undefined ? undefined : issuedOf(text);
    },
  };
}

const SEPARATOR = ' ';

/**
 * The expiry comes first: it is read most often. Redis keeps another text of a code, which comes back from outside: it is
 * checked, and to read it costs six times as much.
 */
function textOf({
  onceToken,
  walletAccount,
  walletId,
  residentId,
  coolingUntil,
  expiresAt,
}: IssuedCode): string {
  const cooling = coolingUntil?.getTime() ?? '';
  return [expiresAt.getTime(), onceToken, walletAccount, walletId, residentId, cooling].join(SEPARATOR);
}

function expiryOf(text: string): number {
  return Number(text.slice(0, text.indexOf(SEPARATOR)));
}

function issuedOf(text: string): IssuedCode {
  const [expiry, onceToken, walletAccount, walletId, residentId, cooling] = text.split(SEPARATOR);
  return {
    onceToken: onceToken as Uuid,
    walletAccount: walletAccount as Uuid,
    walletId: walletId as Uuid,
    residentId: residentId as Uuid,
    coolingUntil: cooling === '' ? null : new Date(Number(cooling)),
    expiresAt: new Date(Number(expiry)),
  };
}
