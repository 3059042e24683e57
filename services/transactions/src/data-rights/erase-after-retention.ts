import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { StepResult } from '../background-loop.ts';
import type { Vault } from '../personal-data/vault.ts';
import { findDueForErasure } from './closing-store.ts';
import { closedBefore, eraseAfter } from './retention-policy.ts';

export interface RetentionDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly vault: Vault;
}

/** People erased in one step. */
const MAX_TAKEN = 50;
/** What the cutoff may be off by in a leap year: each is looked at by its own date, too. */
const SLACK_MS = 2 * 86_400_000;

/** Erases those whom the law does not ask to know any more. */
export async function eraseAfterRetention({
  database,
  clock,
  logger,
  vault,
}: RetentionDeps): Promise<StepResult> {
  const now = clock.now();
  const latest = new Date(closedBefore(now).getTime() + SLACK_MS);
  const candidates = await findDueForErasure(database, latest, MAX_TAKEN);
  const due = candidates.filter(({ closedAt }) => eraseAfter(closedAt) <= now);
  for (const { residentId } of due) {
    await vault.erase(residentId);
    logger.info({ residentId }, 'erased a person whose time of retention is over');
  }
  return due.length === MAX_TAKEN ? 'more' : 'idle';
}
