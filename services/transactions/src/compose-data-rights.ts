import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { JsonClient } from '@tamsui/platform/http-client';
import type { Logger } from '@tamsui/platform/logger';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop.ts';
import type { Config } from './config.ts';
import { createOrderPayout } from './data-rights/closing-bank.ts';
import { eraseAfterRetention } from './data-rights/erase-after-retention.ts';
import { createExportSigner } from './data-rights/export-signature.ts';
import { workOnClosings } from './data-rights/work-on-closings.ts';
import { workOnExports } from './data-rights/work-on-exports.ts';
import type { Vault } from './personal-data/vault.ts';

const CLOSINGS_IDLE_MS = 1_000;
const EXPORTS_IDLE_MS = 1_000;
/** Years are over at some hour of some day; an hour later is soon enough. */
const RETENTION_IDLE_MS = 3_600_000;

export interface DataRightsParts {
  /** What the routes need beside what all routes have. */
  readonly deps: { readonly onClosingRequested: () => void; readonly onExportRequested: () => void };
  readonly loops: readonly BackgroundLoop[];
}

/** Connects what people may ask of us about themselves. */
export function composeDataRights(
  config: Config,
  base: {
    readonly database: Database;
    readonly ledger: LedgerClient;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly vault: Vault;
    readonly bankHttp: JsonClient;
  },
): DataRightsParts {
  const { logger } = base;
  const payer = {
    name: config.OPERATOR_NAME,
    accountNumber: config.SAFEGUARDED_BANK_ACCOUNT,
    bankCode: config.SAFEGUARDED_BANK_CODE,
  };
  const orderPayout = createOrderPayout(base.bankHttp, { payer, timeZone: config.CITY_TIME_ZONE });
  const closings = createBackgroundLoop({
    name: 'wallet-closings',
    step: () => workOnClosings({ ...base, orderPayout }),
    idleMs: CLOSINGS_IDLE_MS,
    logger,
  });
  const signer = createExportSigner(config.IDENTITY_KEYS);
  const exports = createBackgroundLoop({
    name: 'data-exports',
    step: () => workOnExports({ ...base, signer }),
    idleMs: EXPORTS_IDLE_MS,
    logger,
  });
  const retention = createBackgroundLoop({
    name: 'retention',
    step: () => eraseAfterRetention(base),
    idleMs: RETENTION_IDLE_MS,
    logger,
  });
  return {
    deps: { onClosingRequested: closings.nudge, onExportRequested: exports.nudge },
    loops: [closings, exports, retention],
  };
}
