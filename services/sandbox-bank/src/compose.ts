import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import { createAccountCheckRoutes } from './account-checks/account-check-routes.ts';
import { createAccountRoutes } from './accounts/account-routes.ts';
import { createOpenAccount } from './accounts/open-account.ts';
import { createApp } from './app.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { connectDatabase } from './database/database.ts';
import { createAcceptDirectDebit } from './direct-debits/accept-direct-debit.ts';
import { createDirectDebitRoutes } from './direct-debits/direct-debit-routes.ts';
import { createExecuteDirectDebits } from './direct-debits/execute-direct-debits.ts';
import { createLoop } from './loop/loop.ts';
import { createMisbehaviourRoutes } from './misbehaviour/misbehaviour-routes.ts';
import { createAcceptPaymentFile } from './payouts/accept-payment-file.ts';
import { createPaymentFileRoutes } from './payouts/payment-file-routes.ts';
import { createCloseStatement } from './statements/close-statement.ts';
import { createStatementRoutes } from './statements/statement-routes.ts';
import { createDeliveryWorker } from './webhooks/delivery-worker.ts';
import { createSendWebhook } from './webhooks/send-webhook.ts';

/** The bank, put together and not yet listening. */
export interface Bank {
  readonly app: RequestListener;
  /** Starts the workers. */
  start(): void;
  /** Lets work under way finish for at most `graceMs`. */
  stopWorkers(graceMs: number): Promise<void>;
  /** Closes the pool, after requests and workers have ended. */
  close(): Promise<void>;
}

/** 32 hexadecimal digits: fits every reference field of ISO 20022. */
const newReference = (): string => randomUUID().replaceAll('-', '');

/** The only place that connects collaborators. */
export function composeBank(config: Config, clock: Clock, log: Logger): Bank {
  const database = connectDatabase(config.databaseUrl, log);
  const webhooks = createSendWebhook({ url: config.webhookUrl, secret: config.webhookSecret, clock });
  const deliveries = createDeliveryWorker({ database, send: webhooks.send, clock, log });
  const step = createExecuteDirectDebits({ database, clock, newReference, onExecuted: deliveries.nudge });
  const execution = createLoop({ name: 'direct-debits', step, clock, log });
  const deps = { database, clock, newReference };
  const acceptDirectDebit = createAcceptDirectDebit({ ...deps, onAccepted: execution.nudge });
  const routers = [
    createAccountRoutes({ database, openAccount: createOpenAccount(deps) }),
    createAccountCheckRoutes({ database }),
    createDirectDebitRoutes({ database, acceptDirectDebit }),
    createPaymentFileRoutes({ database, acceptPaymentFile: createAcceptPaymentFile(deps) }),
    createStatementRoutes({
      database,
      closeStatement: createCloseStatement({ database, clock, timeZone: config.cityTimeZone }),
    }),
    createMisbehaviourRoutes({ database }),
  ];
  return {
    app: createApp({ database, apiToken: config.apiToken, log, routers }),
    start() {
      execution.start();
      deliveries.start();
    },
    async stopWorkers(graceMs) {
      await Promise.all([execution.stop(), deliveries.stop(graceMs)]);
      await webhooks.close();
    },
    close: () => database.destroy(),
  };
}
