import { commandId, fingerprintOf, type Uuid } from '@tamsui/ids';
import type { AssignPolicyCommand, LimitRule, SetPolicyCommand } from '@tamsui/ledger-client';
import { type AccountClasses, classLimitsAt } from '../wallets/account-class.ts';
import { type OwnCaps, type OwnLimits, ownLimitsAt } from './own-limits.ts';

/** Everything that the limits of one wallet follow from. */
export interface LimitPlan {
  readonly walletId: Uuid;
  readonly account: Uuid;
  /** Name of the class's policy; null where there are no classes. */
  readonly accountClass: string | null;
  readonly own: OwnLimits;
  /** Counts the changes; each is one set of commands, and their ids come from it. */
  readonly revision: number;
  /** The revision with which the wallet came under a policy of its own; null while it is under its class's. */
  readonly ownSince: number | null;
  readonly changedAt: Date;
  /** Later instants for which the ledger has, or is to have, a version of the wallet's own policy. */
  readonly breakpoints: readonly Date[];
  /** The rules of the city that it was made from: `AccountClasses.fingerprint`. */
  readonly rules: string;
}

/** Payments and transfers count towards the holder's own limits together; a withdrawal goes to the holder. */
const OWN_PURPOSES: LimitRule['purposes'] = ['payment', 'transfer'];
/** Its name in refusals. */
const OWN_RULE = 'own';
/** The first version of a wallet's own policy has always begun, however the clocks of two machines differ. */
const ALWAYS = new Date(0);

function ownPolicyName(walletId: Uuid): string {
  return `wallet-${walletId}`;
}

/**
 * The later instants at which what a wallet may do changes: a raise that comes into force, a new version of its class,
 * and those that were planned before. For the last a version has to be set again, whatever it says: of two that begin
 * together the later one counts, and that is how a raise that was cancelled never comes into force.
 */
export function breakpointsOf(
  classes: AccountClasses,
  { accountClass, own, changedAt, breakpoints }: Omit<LimitPlan, 'rules'>,
): Date[] {
  const starts =
    accountClass === null ? [] : classes.versionsOf(accountClass).map(({ effectiveFrom }) => effectiveFrom);
  const raise = own.pending === null ? [] : [own.pending.from];
  const later = [...breakpoints, ...raise, ...starts].filter((instant) => instant > changedAt);
  return [...new Set(later.map((instant) => instant.getTime()))]
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

/** What the ledger has to be told so that a plan holds. The same plan gives the same commands. */
export function commandsOfPlan(
  classes: AccountClasses,
  plan: LimitPlan,
): (SetPolicyCommand | AssignPolicyCommand)[] {
  if (plan.ownSince === null) return plan.accountClass === null ? [] : [assign(plan, plan.accountClass)];
  const isFirst = plan.ownSince === plan.revision;
  const versions = [
    versionAt(classes, plan, plan.changedAt, isFirst ? ALWAYS : plan.changedAt),
    ...plan.breakpoints.map((at) => versionAt(classes, plan, at, at)),
  ];
  return isFirst ? [...versions, assign(plan, ownPolicyName(plan.walletId))] : versions;
}

function versionAt(
  classes: AccountClasses,
  plan: LimitPlan,
  at: Date,
  effectiveFrom: Date,
): SetPolicyCommand {
  const { walletId, accountClass, own } = plan;
  const ofClass = accountClass === null ? undefined : classLimitsAt(classes.versionsOf(accountClass), at);
  const limits = {
    policy: ownPolicyName(walletId),
    effectiveFrom,
    balanceCapMinor: ofClass?.balanceCapMinor ?? null,
    rules: [...(ofClass?.rules ?? []), ...ownRules(ownLimitsAt(own, at).current)],
  };
  return {
    kind: 'set_policy',
    ...identityOf(plan, `policy ${effectiveFrom.toISOString()}`, limits),
    ...limits,
    reference: {},
  };
}

/** No rule where there is no cap: the book would have nothing to judge. */
function ownRules(caps: OwnCaps): LimitRule[] {
  const { singleMinor, dayMinor, monthMinor } = caps;
  if (singleMinor === null && dayMinor === null && monthMinor === null) return [];
  return [{ name: OWN_RULE, direction: 'paid', purposes: OWN_PURPOSES, ...caps }];
}

function assign(plan: LimitPlan, policy: string): AssignPolicyCommand {
  const { account } = plan;
  const asked = { account, policy };
  return { kind: 'assign_policy', ...identityOf(plan, 'assign', asked), ...asked, reference: {} };
}

function identityOf({ walletId, revision }: LimitPlan, what: string, asked: object) {
  const fingerprint = fingerprintOf(printable(asked));
  const scope = ['wallet-limits', walletId, String(revision), what];
  // The content is in the id: plans of two releases with other rules are not in each other's way.
  return { id: commandId(scope, fingerprint), fingerprint };
}

/** Amounts and instants as texts, for hashing. */
function printable(value: object): unknown {
  const asText = (_key: string, part: unknown): unknown =>
    typeof part === 'bigint' ? part.toString() : part;
  return JSON.parse(JSON.stringify(value, asText));
}
