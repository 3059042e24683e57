import { Fault } from '@tamsui/errors';
import type { LedgerClient } from '@tamsui/ledger-client';
import { commandsOfPack, type RulePack } from './rule-pack.ts';

export interface PolicySet {
  readonly policy: string;
  readonly effectiveFrom: Date;
  /** True when the book had it already. */
  readonly known: boolean;
}

/**
 * Sets a pack's policies in a book; what it has already stays as it is.
 * @throws Fault `policy_changed` when a figure was changed without a new date, `policy_refused` when the book says no
 */
export async function setPolicies(ledger: LedgerClient, pack: RulePack): Promise<PolicySet[]> {
  const done: PolicySet[] = [];
  for (const command of commandsOfPack(pack)) {
    const { policy, effectiveFrom } = command;
    const outcome = await ledger.submit(command);
    if (outcome.status === 'conflict') {
      const message = `${policy} of ${effectiveFrom.toISOString()} has other figures: give the new ones a new date.`;
      throw new Fault('policy_changed', message, { retryable: false });
    }
    if (outcome.status === 'refused') {
      throw new Fault('policy_refused', `${policy}: ${outcome.refusal.code}`, { retryable: false });
    }
    done.push({ policy, effectiveFrom, known: outcome.replayed });
  }
  return done;
}
