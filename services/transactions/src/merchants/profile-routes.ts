import { invariant } from '@tamsui/errors';
import { formatPublicId } from '@tamsui/ids';
import { type Clock, dateInZone } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { z } from 'zod';
import { feePlanWire, printFeePlan } from '../fee-plans/fee-plan-schema.ts';
import { type Route, route } from '../http/route.ts';
import { currencyWire, idWire, instantWire } from '../http/wire-fields.ts';
import { MERCHANT_KINDS, type Merchant, type Store } from './merchant.ts';
import { payoutAccountWire, printMaskedPayoutAccount } from './merchant-schema.ts';
import { findMerchant } from './merchant-store.ts';
import { printStore, storeWire } from './store-schema.ts';
import { listStores } from './store-store.ts';

export interface ProfileDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Of the city: which fee is in force. */
  readonly timeZone: string;
}

/** A chain with more finds them by `GET /v1/stores`. */
const MAX_STORES_SHOWN = 100;

const profileWire = z
  .strictObject({
    id: idWire('mer'),
    state: z.literal('live'),
    kind: z.enum(MERCHANT_KINDS),
    name: z.string(),
    business_number: z.string().nullable(),
    currency: currencyWire,
    fee_plan: feePlanWire,
    payout_account: payoutAccountWire.meta({ description: 'The account number shows its last four places.' }),
    stores: z.array(storeWire).meta({ description: 'The first hundred; GET /v1/stores lists all.' }),
    created_at: instantWire,
  })
  .meta({ id: 'MerchantProfile' });

/** A merchant as it sees itself. */
export function profileRoutes({ database, clock, timeZone }: ProfileDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/merchant',
      operation: 'getOwnMerchant',
      tag: 'Your business',
      summary: 'Show your own business: its fee plan, its payout account, its stores',
      access: { merchant: 'merchant:manage' },
      answers: { 200: profileWire },
      handle: async ({ who: { merchantId } }) => {
        const merchant = await findMerchant(database, merchantId);
        invariant(merchant !== undefined, 'whoever asks for a merchant belongs to one');
        const stores = await listStores(database, { merchantId, limit: MAX_STORES_SHOWN, after: null });
        const today = dateInZone(clock.now(), timeZone);
        return { status: 200, body: printProfile(merchant, stores, today) };
      },
    }),
  ];
}

function printProfile(merchant: Merchant, stores: readonly Store[], today: string) {
  return {
    id: formatPublicId('mer', merchant.id),
    state: 'live',
    kind: merchant.kind,
    name: merchant.name,
    business_number: merchant.businessNumber,
    currency: merchant.currency,
    fee_plan: printFeePlan(merchant.feePlan, today),
    payout_account: printMaskedPayoutAccount(merchant.payoutAccount),
    stores: stores.map(printStore),
    created_at: merchant.createdAt.toISOString(),
  };
}
