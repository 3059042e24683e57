import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { JsonClient } from '@tamsui/platform/http-client';
import type { Logger } from '@tamsui/platform/logger';
import { createKeyUse } from './api-keys/key-use.ts';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop.ts';
import { type CheckAccount, createAccountChecker } from './merchant-applications/account-checker.ts';

const KEY_USE_IDLE_MS = 1_000;

export interface MerchantParts {
  /** What the routes of merchants need beside what all routes have. */
  readonly deps: { readonly checkAccount: CheckAccount };
  /** For whoever tells who asks. */
  readonly onKeyUsed: (keyId: Uuid) => void;
  readonly loops: readonly BackgroundLoop[];
}

/** Connects what merchants, their keys and those who would be merchants need. */
export function composeMerchants({
  database,
  clock,
  logger,
  bankHttp,
}: {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly bankHttp: JsonClient;
}): MerchantParts {
  const keyUse = createKeyUse(database, clock);
  const writing = { name: 'key-use', step: keyUse.write, idleMs: KEY_USE_IDLE_MS, logger };
  return {
    deps: { checkAccount: createAccountChecker(bankHttp) },
    onKeyUsed: keyUse.note,
    loops: [createBackgroundLoop(writing)],
  };
}
