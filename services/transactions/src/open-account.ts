import { Fault } from '@tamsui/errors';
import { commandId, fingerprintOf, type Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';

export interface LiabilityAccount {
  readonly account: Uuid;
  readonly currency: CurrencyCode;
  /** Lowest balance in minor units; null leaves it free. */
  readonly floorMinor: bigint | null;
  /** Name of the policy whose limits it is under, which must be in force; null for none. */
  readonly policy?: string | null;
  /** Whose it is, for readers of the journal. */
  readonly holder: 'wallet' | 'merchant_payable' | 'nobody';
}

/**
 * The ledger account that belongs to a row: the same for the same row, so that a retry opens no second one.
 * @param kind under which a row may come to be in more than one way, when it may
 */
export function accountOf(owner: Uuid, kind = 'main'): Uuid {
  return commandId(['account-of', owner], kind);
}

/** Opens an account in the ledger. Opening it again is no change. @throws Fault when the ledger says no */
export async function openLiabilityAccount(ledger: LedgerClient, asked: LiabilityAccount): Promise<void> {
  const { account, currency, floorMinor, holder, policy = null } = asked;
  const limits = policy === null ? {} : { policy };
  const outcome = await ledger.submit({
    kind: 'open_account',
    id: commandId(['open-account'], account),
    // The journal is never erased, so no name and no bank account goes into it, not even hashed.
    fingerprint: fingerprintOf({
      account,
      currency,
      floor: floorMinor?.toString() ?? null,
      holder,
      ...limits,
    }),
    account,
    accountKind: 'liability',
    currency,
    floorMinor,
    ...limits,
    reference: { holder },
  });
  if (outcome.status === 'posted') return;
  throw new Fault('account_not_opened', 'The ledger would not open the account.', {
    cause: outcome,
    retryable: false,
  });
}
