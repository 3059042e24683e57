import { setTimeout as sleep } from 'node:timers/promises';
import { createHttpApp, type HttpApp } from '@tamsui/platform/http';
import type { Logger } from '@tamsui/platform/logger';
import type { Registry } from '@tamsui/platform/metrics';
import { apiKeyRoutes } from './api-keys/api-key-routes.ts';
import type { Authenticate } from './auth/credentials.ts';
import { type CancellationRoutesDeps, cancellationRoutes } from './cancellations/cancellation-routes.ts';
import { captureRoutes } from './captures/capture-routes.ts';
import { type CashierDeps, cashierRoutes } from './cashiers/cashier-routes.ts';
import { sessionRoutes } from './cashiers/session-routes.ts';
import { type DataRightsRoutesDeps, dataRightsRoutes } from './data-rights/data-rights-routes.ts';
import { deviceRoutes } from './devices/device-routes.ts';
import { type TokenRoutesDeps, tokenRoutes } from './devices/token-routes.ts';
import { eventListRoutes } from './events/event-routes.ts';
import { feePlanRoutes } from './fee-plans/fee-plan-routes.ts';
import { freezeRoutes } from './freezes/freeze-routes.ts';
import type { CallerLimit } from './http/caller-limit.ts';
import { directRoutes, mountRoutes } from './http/mount-routes.ts';
import type { Route } from './http/route.ts';
import { createUrgencyOf } from './http/route-urgency.ts';
import { type Ceilings, shedLoad } from './http/shed-load.ts';
import { type IntentRoutesDeps, intentRoutes } from './intents/intent-routes.ts';
import { type StreamRoutesDeps, streamRoutes } from './live-stream/stream-routes.ts';
import {
  applicationReviewRoutes,
  type ReviewDeps,
} from './merchant-applications/application-review-routes.ts';
import { applicationRoutes } from './merchant-applications/application-routes.ts';
import type { CreateMerchantDeps } from './merchants/create-merchant.ts';
import { eventRoutes } from './merchants/event-routes.ts';
import { merchantRoutes } from './merchants/merchant-routes.ts';
import { profileRoutes } from './merchants/profile-routes.ts';
import { storeRoutes } from './merchants/store-routes.ts';
import { terminalRoutes } from './merchants/terminal-routes.ts';
import { moneyRequestRoutes } from './money-requests/money-request-routes.ts';
import { shareRoutes } from './money-requests/share-routes.ts';
import { offlineCodeRoutes } from './offline-codes/offline-code-routes.ts';
import { withOpenApiRoute } from './openapi/openapi-route.ts';
import { type OwnLimitsRoutesDeps, ownLimitsRoutes } from './own-limits/own-limits-routes.ts';
import { paymentCodeRoutes } from './payment-codes/payment-code-routes.ts';
import type { AnswerConfirmationDeps } from './payment-confirmations/answer-confirmation.ts';
import { confirmationRoutes } from './payment-confirmations/confirmation-routes.ts';
import { merchantBalanceRoutes } from './payments/merchant-balance-routes.ts';
import { type PaymentRoutesDeps, paymentRoutes } from './payments/payment-routes.ts';
import { pinRoutes } from './pins/pin-routes.ts';
import { type RefundRoutesDeps, refundRoutes } from './refunds/refund-routes.ts';
import { residentRoutes } from './residents/resident-routes.ts';
import type { LoadGauge } from './shedding/load-gauge.ts';
import { type ShopCodeRoutesDeps, shopCodeRoutes } from './shop-codes/shop-code-routes.ts';
import type { CompleteSignInDeps } from './sign-in/complete-sign-in.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { simulateFaults } from './simulation/simulate-faults.ts';
import { type SimulationRoutesDeps, simulationRoutes } from './simulation/simulation-routes.ts';
import { type StatementRoutesDeps, statementRoutes } from './statements/statement-routes.ts';
import { bankAccountRoutes } from './top-ups/bank-account-routes.ts';
import { type BankWebhookDeps, bankWebhookRoutes } from './top-ups/bank-webhook-routes.ts';
import { type TopUpRoutesDeps, topUpRoutes } from './top-ups/top-up-routes.ts';
import type { LookUpPayeeDeps } from './transfers/look-up-payee.ts';
import { payeeRoutes } from './transfers/payee-routes.ts';
import { transferRoutes } from './transfers/transfer-routes.ts';
import { versionRoutes } from './versions/version-routes.ts';
import { type WalletRoutesDeps, walletRoutes } from './wallets/wallet-routes.ts';
import { deliveryRoutes } from './webhooks/delivery-routes.ts';
import { type EndpointRoutesDeps, endpointRoutes } from './webhooks/endpoint-routes.ts';
import type { ReplayDeps } from './webhooks/replay.ts';

export interface AppDeps
  extends CashierDeps,
    ReviewDeps,
    LookUpPayeeDeps,
    WalletRoutesDeps,
    StatementRoutesDeps,
    OwnLimitsRoutesDeps,
    CompleteSignInDeps,
    TokenRoutesDeps,
    CreateMerchantDeps,
    ShopCodeRoutesDeps,
    IntentRoutesDeps,
    SimulationRoutesDeps,
    PaymentRoutesDeps,
    AnswerConfirmationDeps,
    CancellationRoutesDeps,
    RefundRoutesDeps,
    TopUpRoutesDeps,
    StreamRoutesDeps,
    BankWebhookDeps,
    EndpointRoutesDeps,
    ReplayDeps,
    DataRightsRoutesDeps {
  readonly authenticate: Authenticate;
  readonly limitCaller: CallerLimit;
  readonly gauge: LoadGauge;
  readonly ceilings: Ceilings;
  readonly trustedProxies: number;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Holds every answer against its description: for tests. */
  readonly checkAnswers: boolean;
}

export interface PublicApi {
  readonly app: HttpApp;
  readonly routes: readonly Route[];
}

/** The public API. */
export function createApp(deps: AppDeps): PublicApi {
  const routes = publicRoutes(deps);
  const app = createHttpApp({
    logger: deps.logger,
    metrics: deps.metrics,
    admit: shedLoad({ ...deps, urgencyOf: createUrgencyOf(routes) }),
    trustedProxies: deps.trustedProxies,
    checkHealth: async () => {
      await deps.database.raw('select 1');
    },
    routes: (router) => {
      mountRoutes(router, routes, deps);
    },
    direct: directRoutes(routes, deps),
  });
  return { app, routes };
}

/** Every route of the public API, in the order of its description. */
function publicRoutes(deps: AppDeps): Route[] {
  const routes = [
    ...signInRoutes(deps),
    ...deviceRoutes(deps),
    ...tokenRoutes(deps),
    ...residentRoutes(deps),
    ...applicationRoutes(deps),
    ...applicationReviewRoutes(deps),
    ...merchantRoutes(deps),
    ...feePlanRoutes(deps),
    ...profileRoutes(deps),
    ...eventRoutes(deps),
    ...storeRoutes(deps),
    ...terminalRoutes(deps),
    ...apiKeyRoutes(deps),
    ...cashierRoutes(deps),
    ...sessionRoutes(deps),
    ...walletRoutes(deps),
    ...statementRoutes(deps),
    ...ownLimitsRoutes(deps),
    ...freezeRoutes(deps),
    ...pinRoutes(deps),
    ...paymentCodeRoutes(deps),
    ...offlineCodeRoutes(deps),
    ...shopCodeRoutes(deps),
    ...intentRoutes(deps),
    ...paymentRoutes(deps),
    ...confirmationRoutes(deps),
    ...captureRoutes(deps),
    ...refundRoutes(deps),
    ...merchantBalanceRoutes(deps),
    ...cancellationRoutes(deps),
    ...bankAccountRoutes(deps),
    ...topUpRoutes(deps),
    ...payeeRoutes(deps),
    ...transferRoutes(deps),
    ...moneyRequestRoutes(deps),
    ...shareRoutes(deps),
    ...dataRightsRoutes(deps),
    ...streamRoutes(deps),
    ...eventListRoutes(deps),
    ...endpointRoutes(deps),
    ...deliveryRoutes(deps),
    ...bankWebhookRoutes(deps),
    ...versionRoutes(),
    ...simulationRoutes(deps),
  ];
  return withOpenApiRoute(
    deps.sandbox ? simulateFaults(routes, { ...deps, wait: (ms) => sleep(ms) }) : routes,
  );
}
