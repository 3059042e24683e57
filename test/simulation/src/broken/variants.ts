import { BROKEN_ANSWERS } from './broken-answers.ts';
import { BROKEN_LIMITS } from './broken-limits.ts';
import { BROKEN_MONEY } from './broken-money.ts';
import { BROKEN_STORE } from './broken-store.ts';
import type { Broken } from './patch.ts';

/** Every way in which the ledger is broken on purpose, to see that the simulation notices. */
export const BROKEN: Broken = { ...BROKEN_MONEY, ...BROKEN_LIMITS, ...BROKEN_ANSWERS, ...BROKEN_STORE };
