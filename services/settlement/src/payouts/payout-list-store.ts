import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Payout } from './payout.ts';

const PAYOUT_COLUMNS = `payout.id, payout.merchant, payout.merchant_name as "merchantName",
  payout.opening_minor as "openingMinor", payout.gross_minor as "grossMinor",
  payout.refunds_minor as "refundsMinor", payout.fee_minor as "feeMinor", payout.net_minor as "netMinor",
  payout.payout_minor as "payoutMinor", payout.closing_minor as "closingMinor",
  payout.end_to_end_id as "endToEndId", posted.run as "postedBy",
  case when posted.payout is null then held.reason else answer.reason end as reason,
  case when posted.payout is null and held.reason is not null then 'held'
       when payout.payout_minor = 0 then 'nothing_due'
       else coalesce(answer.status, 'pending') end as status`;

/** With the entry of each, the last reason for which it was held, and what the bank said. */
const PAYOUTS = `settlement.payouts payout
  left join settlement.payout_entries posted on posted.payout = payout.id
  left join settlement.payout_bank_answers answer on answer.payout = payout.id
  left join lateral (
    select payout_holds.reason from settlement.payout_holds
    where payout_holds.payout = payout.id order by payout_holds.held_at desc limit 1
  ) held on true`;

/** Payouts of a run by merchant. */
export async function listPayouts(
  database: Database,
  run: Uuid,
  page: { readonly limit: number; readonly afterMerchant: Uuid | null },
): Promise<Payout[]> {
  const { rows } = await database.raw<{ rows: Payout[] }>(
    `select ${PAYOUT_COLUMNS}
     from ${PAYOUTS}
     where payout.run = :run and (:after::uuid is null or payout.merchant > :after::uuid)
     order by payout.merchant limit :limit`,
    { run, after: page.afterMerchant, limit: page.limit },
  );
  return rows;
}

export async function findPayout(database: Database, run: Uuid, merchant: Uuid): Promise<Payout | undefined> {
  const { rows } = await database.raw<{ rows: Payout[] }>(
    `select ${PAYOUT_COLUMNS}
     from ${PAYOUTS}
     where payout.run = :run and payout.merchant = :merchant`,
    { run, merchant },
  );
  return rows[0];
}
