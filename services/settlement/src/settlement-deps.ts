import type { LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { Bank } from './bank-files/bank.ts';
import type { Payer } from './bank-files/payment-file.ts';
import type { MerchantDirectory } from './merchants/merchant-directory.ts';

/** What the use cases work with. */
export interface SettlementDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly merchants: MerchantDirectory;
  readonly bank: Bank;
  readonly clock: Clock;
  /** Waits between two looks at something. */
  readonly pause: (ms: number) => Promise<void>;
  readonly logger: Logger;
  readonly book: string;
  readonly currency: CurrencyCode;
  readonly payer: Payer;
  readonly timeZone: string;
}
