import { accept } from '@tamsui/errors';
import type { Logger } from '@tamsui/platform/logger';
import type { StepResult } from '../background-loop.ts';
import { applyLimits, type ChangeLimitsDeps, changeLimits } from './change-limits.ts';
import { findOutdated, findUnapplied } from './wallet-limits-store.ts';

/** Wallets looked at in one round. */
const MAX_WALLETS = 20;

export interface KeepLimitsAppliedDeps extends ChangeLimitsDeps {
  readonly logger: Logger;
}

/**
 * One round over wallets whose limits the ledger may not have: changes that were written down when the ledger was away,
 * and wallets with a policy of their own after the rules of the city have changed. The others follow by themselves.
 */
export async function keepLimitsApplied(deps: KeepLimitsAppliedDeps): Promise<StepResult> {
  const { database, classes } = deps;
  const unapplied = await findUnapplied(database, MAX_WALLETS);
  const outdated = await findOutdated(database, classes.fingerprint, MAX_WALLETS);
  const works = [
    ...unapplied.map((id) => applyLimits(deps, id)),
    ...outdated.map((id) =>
      changeLimits(deps, id, async ({ rules }) => accept(rules === classes.fingerprint ? undefined : {})),
    ),
  ];
  const done = await Promise.allSettled(works);
  const failed = done.filter((work) => work.status === 'rejected');
  for (const { reason } of failed) deps.logger.warn({ err: reason as unknown }, "a wallet's limits wait");
  return failed.length === 0 && works.length >= MAX_WALLETS ? 'more' : 'idle';
}
