import type { Database } from '@tamsui/platform/database';
import { createHttpApp, type HttpApp, requireSharedToken } from '@tamsui/platform/http';
import type { Registry } from '@tamsui/platform/metrics';
import { mountPaymentFiles } from './bank-files/payment-file-routes.ts';
import { mountBusinessDays } from './business-days/business-day-routes.ts';
import { mountPayouts } from './payouts/payout-routes.ts';
import type { SettlementDeps } from './settlement-deps.ts';
import { mountSettlementRuns } from './settlement-runs/settlement-run-routes.ts';
import { mountStatements } from './statements/statement-routes.ts';

export interface AppOptions {
  readonly deps: SettlementDeps;
  readonly metrics: Registry;
  readonly financeToken: string;
}

/** The finance staff's HTTP interface. Every route needs their token. */
export function createApp({ deps, metrics, financeToken }: AppOptions): HttpApp {
  return createHttpApp({
    logger: deps.logger,
    metrics,
    checkHealth: () => checkDatabase(deps.database),
    routes: (router) => {
      router.use('/v1', requireSharedToken(financeToken));
      mountBusinessDays(router, deps);
      mountSettlementRuns(router, deps);
      mountPayouts(router, deps);
      mountPaymentFiles(router, deps);
      mountStatements(router, deps);
    },
  });
}

async function checkDatabase(database: Database): Promise<void> {
  await database.raw('select 1');
}
