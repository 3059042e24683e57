import type { LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { Redis } from '@tamsui/platform/redis';
import { type BackgroundLoop, createBackgroundLoop, type StepResult } from './background-loop.ts';
import { createCancelledOrders } from './cancellations/cancelled-orders.ts';
import { workOnCancellations } from './cancellations/work-on-cancellations.ts';
import type { TerminalDirectory } from './merchants/terminal-directory.ts';
import { createGuessLimit } from './payment-codes/guess-limit.ts';
import { createMemoryPaymentCodeStore } from './payment-codes/memory-payment-code-store.ts';
import { createRedisPaymentCodeStore } from './payment-codes/redis-payment-code-store.ts';
import { expireConfirmations } from './payment-confirmations/expire-confirmations.ts';
import {
  createProveConsent,
  type FindSigningKey,
  type JudgePin,
} from './payment-confirmations/prove-consent.ts';
import type { ResolveOfflineCode } from './payments/find-payer.ts';
import { createMemoryDuplicateTaps } from './payments/memory-duplicate-taps.ts';
import { createPaymentNews } from './payments/payment-news.ts';
import type { PaymentPolicy } from './payments/payment-policy.ts';
import { createRedisDuplicateTaps } from './payments/redis-duplicate-taps.ts';
import { createFeedLoop } from './projection/feed-loop.ts';
import { createFeedThread } from './projection/feed-thread.ts';
import { finishRefunds } from './refunds/finish-refunds.ts';

const CONFIRMATIONS_IDLE_MS = 1_000;
const CANCELLATIONS_IDLE_MS = 1_000;
const CANCELLED_ORDERS_IDLE_MS = 500;
const REFUNDS_IDLE_MS = 5_000;

export interface PaymentsOptions {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly redis: Redis | undefined;
  readonly terminals: TerminalDirectory;
  readonly policy: PaymentPolicy;
  readonly signingKeys: FindSigningKey;
  readonly judgePin: JudgePin;
  readonly offlineCodes: ResolveOfflineCode;
  readonly currency: CurrencyCode;
  /** Told of new events. */
  readonly onEvents: () => void;
  /** The program of a thread that follows the feed; without it this thread does. */
  readonly feedProgram: string | undefined;
}

/** What payments need, connected, and the loops that finish what a request leaves undone. */
export function composePayments(options: PaymentsOptions) {
  const { database, ledger, clock, logger, redis, terminals, policy, currency, onEvents, feedProgram } =
    options;
  const paymentNews = createPaymentNews();
  const cancelledOrders = createCancelledOrders(database, clock);
  const staged = { database, ledger, clock, paymentNews };
  const found = { ...staged, terminals };
  const loop = (name: string, idleMs: number, step: () => Promise<StepResult>): BackgroundLoop =>
    createBackgroundLoop({ name, step, idleMs, logger });

  const cancellations = loop('cancellations', CANCELLATIONS_IDLE_MS, () => workOnCancellations(found));
  const feedNews = { onEntries: paymentNews.tell, onEvents, onCancelledPaid: cancellations.nudge };
  const feed =
    feedProgram === undefined
      ? createFeedLoop({ ...staged, ...feedNews, currency, logger })
      : createFeedThread({ ...feedNews, file: feedProgram, logger });
  const ownTaps = createMemoryDuplicateTaps(clock);
  const deps = {
    ...found,
    onEvents,
    policy,
    cancelledOrders,
    guesses: createGuessLimit(clock),
    codes: redis === undefined ? createMemoryPaymentCodeStore(clock) : createRedisPaymentCodeStore(redis),
    taps: redis === undefined ? ownTaps : createRedisDuplicateTaps(redis, ownTaps, logger),
    offlineCodes: options.offlineCodes,
    proveConsent: createProveConsent(options),
  };
  const loops = [
    feed,
    cancellations,
    loop('cancelled-orders', CANCELLED_ORDERS_IDLE_MS, cancelledOrders.refresh),
    loop('confirmations', CONFIRMATIONS_IDLE_MS, () => expireConfirmations(staged)),
    loop('refunds', REFUNDS_IDLE_MS, () => finishRefunds(staged)),
  ];
  return { deps, loops };
}
