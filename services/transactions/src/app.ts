import { createHttpApp, type HttpApp } from '@tamsui/platform/http';
import type { Logger } from '@tamsui/platform/logger';
import type { Registry } from '@tamsui/platform/metrics';
import type { Authenticate } from './auth/authenticator.ts';
import { createGate } from './http/gate.ts';
import { mountMerchantRoutes } from './merchants/merchant-routes.ts';
import { mountStoreRoutes } from './merchants/store-routes.ts';
import { mountPaymentCodeRoutes } from './payment-codes/payment-code-routes.ts';
import { mountPaymentRoutes, type PaymentRoutesDeps } from './payments/payment-routes.ts';
import { mountRefundRoutes } from './refunds/refund-routes.ts';
import { mountResidentRoutes } from './residents/resident-routes.ts';
import { type BankWebhookDeps, mountBankWebhookRoutes } from './top-ups/bank-webhook-routes.ts';
import { mountTopUpRoutes, type TopUpRoutesDeps } from './top-ups/top-up-routes.ts';
import { mountWalletRoutes } from './wallets/wallet-routes.ts';

export interface AppDeps extends PaymentRoutesDeps, TopUpRoutesDeps, BankWebhookDeps {
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** The public API. */
export function createApp(deps: AppDeps): HttpApp {
  const gate = createGate(deps.authenticate);
  return createHttpApp({
    logger: deps.logger,
    metrics: deps.metrics,
    checkHealth: async () => {
      await deps.database.raw('select 1');
    },
    routes: (router) => {
      mountResidentRoutes(router, gate, deps);
      mountMerchantRoutes(router, gate, deps);
      mountStoreRoutes(router, gate, deps);
      mountWalletRoutes(router, gate, deps);
      mountPaymentCodeRoutes(router, gate, deps);
      mountPaymentRoutes(router, gate, deps);
      mountRefundRoutes(router, gate, deps);
      mountTopUpRoutes(router, gate, deps);
      mountBankWebhookRoutes(router, deps);
    },
  });
}
