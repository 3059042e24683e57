import { accept, type Result, refuse } from '@tamsui/errors';
import { formatPublicId } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import { type Clock, dateInZone } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import type { Merchant } from '../merchants/merchant.ts';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import { type FeeChange, type FeeChangeRefusal, type FeePlan, mayAnnounce } from './fee-plan.ts';
import { insertFeeBand } from './fee-plan-store.ts';

export interface FeeDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  /** Of the city: which day it is when a fee begins. */
  readonly timeZone: string;
}

/** A merchant's fees are read as one; this keeps them readable. A change a week for ten years fits. */
const MAX_BANDS = 520;

type AnnounceRefusal = FeeChangeRefusal | { readonly code: 'fee_plan_changed' | 'fee_plan_full' };

/** Announces a merchant's fee from a coming business day on. What was announced stays; a later word takes its place. */
export async function announceFee(
  { database, ledger, clock, timeZone }: FeeDeps,
  { id: merchantId, feePlan }: Merchant,
  { staff, ...change }: FeeChange & { readonly staff: string },
): Promise<Result<FeePlan, AnnounceRefusal>> {
  if (feePlan.length >= MAX_BANDS) return refuse('fee_plan_full');
  const announcedAt = clock.now();
  const { open: openBusinessDay } = await ledger.businessDay();
  const day = { today: dateInZone(announcedAt, timeZone), openBusinessDay };
  const allowed = mayAnnounce(feePlan, change, day);
  if (!allowed.ok) return allowed;
  const band = { ...change, sequence: feePlan.length, announcedAt };
  return withTrx(database, async (trx) => {
    const announced = await insertFeeBand(trx, { ...band, merchantId, announcedBy: staff });
    if (!announced) return refuse('fee_plan_changed');
    await recordMerchantEvent(trx, {
      merchantId,
      actor: 'operator',
      action: 'fee.announced',
      subject: formatPublicId('mer', merchantId),
      facts: { staff, basis_points: change.basisPoints, effective_from: change.effectiveFrom },
      at: announcedAt,
    });
    return accept([...feePlan, band]);
  });
}
