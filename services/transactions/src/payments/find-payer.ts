import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { GuessLimit } from '../payment-codes/guess-limit.ts';
import { isExpired, isOfflineCode } from '../payment-codes/payment-code.ts';
import type { PaymentCodeStore } from '../payment-codes/payment-code-store.ts';
import { judgeDevice } from '../wallets/device-caps.ts';
import type { DeclineReason } from './decline-reason.ts';
import type { Payer } from './payer.ts';

/** What a code is held against when it was made on a phone without a network. */
export interface CodeUse {
  /** The payment that it is used for, and what tells a retry of its request from another. */
  readonly id: Uuid;
  readonly fingerprint: string;
  readonly code: string;
  readonly merchantId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly now: Date;
}

/** Who pays, or why nobody does. A payer may be known and still not pay: with a device that is too new. */
export type CodeFinding =
  | { readonly payer: Payer; readonly declined: DeclineReason | null }
  | { readonly payer: null; readonly declined: DeclineReason };

/** Tells whose phone made a code from a secret and the time; a code that nobody's phone made is `code_unknown`. */
export type ResolveOfflineCode = (use: CodeUse) => Promise<CodeFinding>;

export interface FindPayerDeps {
  readonly codes: PaymentCodeStore;
  readonly offlineCodes: ResolveOfflineCode;
  readonly guesses: GuessLimit;
  readonly clock: Clock;
}

/** Finds who pays with a code; `too_many_guesses` when the merchant has tried too many that stand for nobody. */
export async function findPayer(
  deps: FindPayerDeps,
  asked: Omit<CodeUse, 'now'>,
): Promise<CodeFinding | 'too_many_guesses'> {
  const now = deps.clock.now();
  const finding = isOfflineCode(asked.code)
    ? await deps.offlineCodes({ ...asked, now })
    : await findIssued(deps.codes, asked, now);
  const isGuess = finding.declined === 'code_unknown';
  return isGuess && deps.guesses.exceeds(asked.merchantId) ? 'too_many_guesses' : finding;
}

async function findIssued(
  codes: PaymentCodeStore,
  { code, currency, amountMinor }: Omit<CodeUse, 'now'>,
  now: Date,
): Promise<CodeFinding> {
  const issued = await codes.find(code);
  if (issued === undefined) return { payer: null, declined: 'code_unknown' };
  if (isExpired(issued, now)) return { payer: null, declined: 'code_expired' };
  const { residentId, walletAccount, onceToken, coolingUntil } = issued;
  const allowed = judgeDevice({ coolingUntil, currency }, 'payment', amountMinor, now);
  const payer = { residentId, walletAccount, onceToken };
  return { payer, declined: allowed.ok ? null : allowed.refusal.code };
}
