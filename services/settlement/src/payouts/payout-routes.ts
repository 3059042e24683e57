import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { decodeCursor, pageQuery, pageWire, parseQuery } from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import { moneyWire } from '../http/money-wire.ts';
import { found, pathId } from '../http/path-id.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { findRun } from '../settlement-runs/run-store.ts';
import type { Payout } from './payout.ts';
import { listPayouts } from './payout-list-store.ts';

export function mountPayouts(router: Router, { database }: Pick<SettlementDeps, 'database'>): void {
  router.get('/v1/settlement-runs/:id/payouts', async (req, res) => {
    const id = pathId(req, 'id', 'run', 'settlement run');
    const { limit, cursor } = parseQuery(pageQuery, req);
    // The run is in the cursor, so that a page of one run cannot be asked of another.
    const place = z.strictObject({ payouts_of: z.literal(id), after: z.uuid() });
    const afterMerchant = cursor === undefined ? null : decodeCursor(place, cursor).after;
    const run = found(await findRun(database, id), 'id', 'settlement run');
    const payouts = await listPayouts(database, id, { limit: limit + 1, afterMerchant });
    res.json(
      pageWire(payouts, limit, {
        print: (payout) => payoutWire(payout, run.currency),
        placeOf: ({ merchant }) => ({ payouts_of: id, after: merchant }),
      }),
    );
  });
}

function payoutWire(payout: Payout, currency: CurrencyCode): object {
  return {
    id: formatPublicId('pot', payout.id),
    merchant: formatPublicId('mer', payout.merchant),
    name: payout.merchantName,
    opening: moneyWire(payout.openingMinor, currency),
    gross: moneyWire(payout.grossMinor, currency),
    refunds: moneyWire(payout.refundsMinor, currency),
    fee: moneyWire(payout.feeMinor, currency),
    net: moneyWire(payout.netMinor, currency),
    payout: moneyWire(payout.payoutMinor, currency),
    closing: moneyWire(payout.closingMinor, currency),
    end_to_end_id: payout.endToEndId,
    status: payout.status,
    reason: payout.reason,
    posted_by: payout.postedBy === null ? null : formatPublicId('run', payout.postedBy),
  };
}
