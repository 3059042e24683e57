import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop.ts';
import type { Config } from './config.ts';
import { keepLimitsApplied } from './own-limits/keep-limits-applied.ts';
import { createErasureRegister } from './personal-data/erasure-register.ts';
import { createErasures, type Erasures } from './personal-data/erasures.ts';
import { rewrapKeys } from './personal-data/rewrap-keys.ts';
import { createVault, type Vault } from './personal-data/vault.ts';
import { createPinHasher, type PinHasher } from './pins/pin-hasher.ts';
import { type AccountClasses, createAccountClasses } from './wallets/account-class.ts';

/** Keys change at a restart; this is for a process of before that still wrote with the older one. */
const REWRAP_IDLE_MS = 3_600_000;
/** Another process may have erased somebody, or somebody may have restored the database under us. */
const ERASURES_IDLE_MS = 10_000;
/** A change that the ledger could not be told is told this much later. */
const LIMITS_IDLE_MS = 5_000;

export interface SafetyParts {
  /** What keeps residents' data, PINs and limits. */
  readonly deps: { readonly vault: Vault; readonly classes: AccountClasses; readonly pinHasher: PinHasher };
  readonly erasures: Erasures;
  readonly loops: readonly BackgroundLoop[];
}

/** Connects what keeps residents and their money safe. */
export function composeSafety(
  config: Config,
  base: {
    readonly database: Database;
    readonly ledger: LedgerClient;
    readonly clock: Clock;
    readonly logger: Logger;
  },
): SafetyParts {
  const { PERSONAL_DATA_KEYS: personalDataKeys, PERSONAL_INDEX_KEY: personalIndexKey } = config;
  const classes = createAccountClasses(config.CURRENCY);
  const { logger } = base;
  const register = createErasureRegister(config.ERASURE_REGISTER_FILE);
  const erasures = createErasures({ ...base, register });
  const loops = [
    createBackgroundLoop({
      name: 'personal-keys',
      step: () => rewrapKeys({ ...base, personalDataKeys }),
      idleMs: REWRAP_IDLE_MS,
      logger,
    }),
    createBackgroundLoop({
      name: 'erasures',
      step: async () => {
        await erasures.replay();
        return 'idle';
      },
      idleMs: ERASURES_IDLE_MS,
      logger,
    }),
    createBackgroundLoop({
      name: 'wallet-limits',
      step: () => keepLimitsApplied({ ...base, classes }),
      idleMs: LIMITS_IDLE_MS,
      logger,
    }),
  ];
  const vault = createVault({ ...base, erasures, personalDataKeys, personalIndexKey });
  return { deps: { vault, classes, pinHasher: createPinHasher(config.PIN_PEPPERS) }, erasures, loops };
}
