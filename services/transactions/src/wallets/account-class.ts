import { fingerprintOf } from '@tamsui/ids';
import type { LedgerClient, LimitRule, SetPolicyCommand } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { commandsOfPack, type RulePack, setPolicies, TAIWAN } from '@tamsui/rule-packs';
import type { Assurance } from '../auth/principal.ts';

/** What the law says of a class of accounts from an instant on. */
export interface ClassLimits {
  readonly effectiveFrom: Date;
  readonly balanceCapMinor: bigint | null;
  readonly rules: readonly LimitRule[];
}

/** The classes of a city's wallets: policies in the ledger, by how sure we are of who the holder is. */
export interface AccountClasses {
  /** Name of the policy that a wallet is under; null where the city has no rules for this currency. */
  of(assurance: Assurance): string | null;
  /** All versions of a class, the earliest first. */
  versionsOf(policy: string): readonly ClassLimits[];
  /** Changes whenever a figure or a date of the rules does. */
  readonly fingerprint: string;
  /** Makes sure that the ledger has them. May be repeated. @throws Fault when it has other figures for the same date */
  setIn(ledger: LedgerClient): Promise<void>;
}

/**
 * Tiers go by assurance and not by number: Taiwan turned the numbers round in 2021. A general sign-in proves a phone
 * number and no more, which is the lowest class, without transfers; a gold one proves the person, which is the highest.
 */
const POLICY_OF = {
  general: 'tw-account-low',
  gold: 'tw-account-high',
} as const satisfies Record<Assurance, string>;

const PACK: RulePack = TAIWAN;

export function createAccountClasses(currency: CurrencyCode): AccountClasses {
  const commands = PACK.currency === currency ? commandsOfPack(PACK) : [];
  return {
    of: (assurance) => (commands.length === 0 ? null : POLICY_OF[assurance]),
    versionsOf: (policy) => versionsIn(commands, policy),
    fingerprint: fingerprintOf(commands.map(({ id, fingerprint }) => [id, fingerprint])),
    setIn: async (ledger) => {
      if (commands.length > 0) await setPolicies(ledger, PACK);
    },
  };
}

function versionsIn(commands: readonly SetPolicyCommand[], policy: string): ClassLimits[] {
  return commands
    .filter((command) => command.policy === policy)
    .map(({ effectiveFrom, balanceCapMinor, rules }) => ({ effectiveFrom, balanceCapMinor, rules }))
    .sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime());
}

/** The version in force at an instant: the latest that has begun. */
export function classLimitsAt(versions: readonly ClassLimits[], at: Date): ClassLimits | undefined {
  return versions.findLast(({ effectiveFrom }) => effectiveFrom <= at);
}
