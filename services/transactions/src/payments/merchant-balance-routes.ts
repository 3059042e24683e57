import { invariant } from '@tamsui/errors';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import { z } from 'zod';
import { moneyWire } from '../http/money-fields.ts';
import { type Route, route } from '../http/route.ts';
import { instantWire, moneyWireObject } from '../http/wire-fields.ts';

export interface MerchantBalanceDeps {
  readonly ledger: LedgerClient;
  readonly clock: Clock;
}

const merchantBalanceWire = z
  .strictObject({
    proceeds: moneyWireObject.meta({ description: 'Taken and not yet paid out, before fees.' }),
    debt: moneyWireObject.meta({
      description: 'Refunded beyond the proceeds. The next proceeds pay it off before anything is paid out.',
    }),
    as_of: instantWire,
  })
  .meta({ id: 'MerchantBalance' });

/** What a merchant has to get, or owes: its account in the ledger, of which one of the two is zero. */
export function merchantBalanceRoutes({ ledger, clock }: MerchantBalanceDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/merchant/balance',
      operation: 'getMerchantBalance',
      tag: 'Your business',
      summary: 'Say what the merchant has to get, or owes',
      access: { merchant: 'payments:read' },
      answers: { 200: merchantBalanceWire },
      handle: async ({ who: { payableAccount, currency } }) => {
        const asOf = clock.now();
        const account = await ledger.account(payableAccount);
        invariant(account !== undefined, 'a merchant has an account in the ledger');
        const { balanceMinor } = account;
        const [proceedsMinor, debtMinor] = balanceMinor < 0n ? [0n, -balanceMinor] : [balanceMinor, 0n];
        return {
          status: 200,
          body: {
            proceeds: moneyWire(proceedsMinor, currency),
            debt: moneyWire(debtMinor, currency),
            as_of: asOf.toISOString(),
          },
        };
      },
    }),
  ];
}
