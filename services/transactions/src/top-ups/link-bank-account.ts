import { accept, type Result, refuse } from '@tamsui/errors';
import { withTrx } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { CheckAccount } from '../merchant-applications/account-checker.ts';
import type { AccountCheckResult } from '../merchant-applications/application.ts';
import type { Vault } from '../personal-data/vault.ts';
import { type PinRefusal, requirePin, type VerifyPinDeps } from '../pins/verify-pin.ts';

export interface LinkBankAccountDeps extends VerifyPinDeps {
  readonly vault: Vault;
  /** Asks our bank, which is the one that debits. */
  readonly checkAccount: CheckAccount;
}

export interface LinkRequest {
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly pin: string | undefined;
}

export type LinkRefusal =
  | PinRefusal
  | { readonly code: 'device_required' }
  | { readonly code: 'bank_account_not_yours'; readonly account_check: AccountCheckResult };

/**
 * Lets a resident say where top-ups come from. Only an account that the bank keeps under the resident's own name will
 * do: otherwise whoever knows a number could draw on somebody else's money. Top-ups on their way keep the account that
 * they were asked with. @throws Fault, retryable, when the bank does not answer
 */
export async function linkBankAccount(
  deps: LinkBankAccountDeps,
  { residentId, deviceId }: ResidentPrincipal,
  { bankCode, accountNumber, pin }: LinkRequest,
): Promise<Result<undefined, LinkRefusal>> {
  if (deviceId === null) return refuse('device_required');
  const known = await requirePin(deps, residentId, pin);
  if (!known.ok) return known;
  const { vault, database } = deps;
  const holderName = await vault.read(residentId, 'name', {
    reader: 'service',
    name: 'bank-account',
    purpose: 'bank_account_check',
  });
  const result =
    holderName === undefined ? 'unknown' : await deps.checkAccount({ bankCode, accountNumber, holderName });
  if (result !== 'match') return refuse('bank_account_not_yours', { account_check: result });
  const kept = await withTrx(database, (trx) => vault.keep(trx, residentId, { bank_account: accountNumber }));
  // Nobody is found by an account, so only a person who was erased this very moment has nowhere to keep it.
  return kept.ok ? accept(undefined) : refuse('bank_account_not_yours', { account_check: 'unknown' });
}
