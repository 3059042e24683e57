import { setTimeout as sleep } from 'node:timers/promises';
import { isRetryable } from '@tamsui/errors';
import { type LedgerClient, openChartOfAccounts } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Logger } from '@tamsui/platform/logger';
import { backOffMs } from './background-loop.ts';
import { openNobody } from './transfers/nobody.ts';
import { createAccountClasses } from './wallets/account-class.ts';

export interface OpenChartDeps {
  readonly ledger: LedgerClient;
  readonly currency: CurrencyCode;
  readonly logger: Logger;
}

/**
 * Opens the operator's accounts and sets the limits of the city's classes, however long the ledger takes to answer.
 * Nobody is let in before they are there: the book would refuse to credit a top-up, and remember that.
 */
export async function openChartWhenLedgerAnswers({ ledger, currency, logger }: OpenChartDeps): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      await openChartOfAccounts(ledger, currency);
      await createAccountClasses(currency).setIn(ledger);
      await openNobody(ledger, currency);
      return;
    } catch (error) {
      if (!isRetryable(error)) throw error;
      logger.warn({ err: error, failures }, 'waiting for the ledger');
      await sleep(backOffMs(failures));
    }
  }
}
