import { Fault, invariant } from '@tamsui/errors';
import { fingerprintOf, newUuid, type Uuid } from '@tamsui/ids';
import type { LedgerClient, Outcome, SetAccountStatusCommand } from '@tamsui/ledger-client';

export interface WalletStatusDeps {
  readonly ledger: LedgerClient;
}

/** Sets what the ledger lets happen to a wallet, for a closing. @returns what the ledger says */
export async function trySetWalletStatus(
  { ledger }: WalletStatusDeps,
  account: Uuid,
  status: SetAccountStatusCommand['status'],
): Promise<Exclude<Outcome, { status: 'conflict' }>> {
  const fingerprint = fingerprintOf({ account, status });
  const reference = { by: 'closing' };
  const outcome = await ledger.submit({
    kind: 'set_account_status',
    id: newUuid(),
    fingerprint,
    account,
    status,
    reference,
  });
  invariant(outcome.status !== 'conflict', 'a new id has no command yet');
  return outcome;
}

/** The same for what cannot be refused. @throws Fault when it is */
export async function setWalletStatus(
  deps: WalletStatusDeps,
  account: Uuid,
  status: SetAccountStatusCommand['status'],
): Promise<void> {
  const outcome = await trySetWalletStatus(deps, account, status);
  if (outcome.status === 'posted') return;
  throw new Fault('wallet_status_not_set', "The ledger would not set a wallet's status.", {
    cause: outcome,
    retryable: false,
  });
}
