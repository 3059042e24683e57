import { setTimeout as sleep } from 'node:timers/promises';
import { isRetryable } from '@tamsui/errors';
import { type LedgerClient, openChartOfAccounts } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { listen } from '@tamsui/platform/http';
import type { Logger } from '@tamsui/platform/logger';
import { stopOnSignal } from '@tamsui/platform/shutdown';
import { backOffMs } from './background-loop.ts';
import { compose } from './compose.ts';
import { readTransactionsConfig } from './config.ts';

const config = readTransactionsConfig();
const { app, ledger, logger, loops, resources } = compose(config);

// Nobody is let in before the operator's accounts are there: the book would refuse a top-up, and remember it.
await openChartWhenLedgerAnswers(ledger, config.CURRENCY, logger);
for (const loop of loops) loop.start();
const server = await listen(app, config.HOST, config.PORT);
stopOnSignal(logger, [server, ...loops, ...resources]);
logger.info({ url: server.url }, 'transactions listens');

async function openChartWhenLedgerAnswers(
  client: LedgerClient,
  currency: CurrencyCode,
  log: Logger,
): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      await openChartOfAccounts(client, currency);
      return;
    } catch (error) {
      if (!isRetryable(error)) throw error;
      log.warn({ err: error, failures }, 'waiting for the ledger');
      await sleep(backOffMs(failures));
    }
  }
}
