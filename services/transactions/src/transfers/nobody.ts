import { commandId, fingerprintOf, type Uuid } from '@tamsui/ids';
import type { LedgerClient, LimitRule } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { openLiabilityAccount } from '../open-account.ts';

const POLICY = 'nobody';
/** In force whatever the clocks of two machines say. */
const ALWAYS = new Date(0);
const RULES: readonly LimitRule[] = [
  {
    name: 'received',
    direction: 'received',
    purposes: [],
    singleMinor: 0n,
    dayMinor: null,
    monthMinor: null,
  },
];

/**
 * The account that stands for everybody who has no wallet: it may receive nothing. The book judges the payer before
 * the payee, so money sent there is refused for the same reason, in the same words and after the same steps as money
 * that the payer may not send to somebody; and else because of the payee.
 */
export function nobodyOf(currency: CurrencyCode): Uuid {
  return commandId(['nobody', currency], 'account');
}

/** May be called at every start. @throws Fault when the ledger says no */
export async function openNobody(ledger: LedgerClient, currency: CurrencyCode): Promise<void> {
  await ledger.submit({
    kind: 'set_policy',
    id: commandId(['nobody'], 'policy'),
    fingerprint: fingerprintOf({ policy: POLICY, received: '0' }),
    policy: POLICY,
    effectiveFrom: ALWAYS,
    balanceCapMinor: null,
    rules: RULES,
    reference: {},
  });
  const account = nobodyOf(currency);
  await openLiabilityAccount(ledger, { account, currency, floorMinor: 0n, policy: POLICY, holder: 'nobody' });
}
