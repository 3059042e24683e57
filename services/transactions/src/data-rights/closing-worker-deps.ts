import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { Vault } from '../personal-data/vault.ts';
import type { OrderPayout } from './closing-bank.ts';

/** What every step of a closing works with. */
export interface ClosingWorkerDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly vault: Vault;
  readonly orderPayout: OrderPayout;
}
