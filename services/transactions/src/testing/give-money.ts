import { fingerprintOf, newUuid, parsePublicId } from '@tamsui/ids';
import { chartAccountId } from '@tamsui/ledger-client';
import type { TestService } from './test-service.ts';

/** Puts money into the wallet of a resident who has no bank account to top up from: an adjustment in the ledger. */
export async function giveMoney(service: TestService, resident: string, amountMinor: bigint): Promise<void> {
  const { rows } = await service.database.raw<{ rows: { account: string }[] }>(
    'select account from transactions.wallets where resident_id = :residentId',
    { residentId: parsePublicId('res', resident) ?? '' },
  );
  const id = newUuid();
  const outcome = await service.ledger.submit({
    kind: 'post',
    id,
    fingerprint: fingerprintOf({ id }),
    purpose: 'adjustment',
    currency: 'TWD',
    legs: [{ debit: chartAccountId('safeguarded_bank', 'TWD'), credit: rows[0]?.account ?? '', amountMinor }],
    reference: {},
  });
  if (outcome.status !== 'posted') throw new Error(JSON.stringify(outcome));
}
