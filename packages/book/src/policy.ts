import { fieldOf } from './detail-field.ts';
import type { Direction } from './usage.ts';

/** Caps on what an account under the policy may pay or receive. Each cap is in minor units; null for none. */
export interface LimitRule {
  /** Name in refusals, for example `paid_in_a_month`. */
  readonly name: string;
  readonly direction: Direction;
  /** Movements for these purposes count together; an empty list means every purpose. */
  readonly purposes: readonly string[];
  readonly singleMinor: bigint | null;
  readonly dayMinor: bigint | null;
  readonly monthMinor: bigint | null;
}

/** Limits of a class of accounts from an instant on, until a later version of the same name is in force. */
export interface Policy {
  readonly name: string;
  readonly effectiveFrom: Date;
  /** Highest balance, in the account's own direction; null for none. */
  readonly balanceCapMinor: bigint | null;
  readonly rules: readonly LimitRule[];
}

/** Rules in one policy. */
export const MAX_RULES = 32;

/** The version that is in force at an instant: the latest that has begun, and of two that begin together the later set. */
export function policyInForce(versions: readonly Policy[] = [], at: Date): Policy | undefined {
  let inForce: Policy | undefined;
  for (const version of versions) {
    if (version.effectiveFrom > at) continue;
    if (inForce === undefined || version.effectiveFrom >= inForce.effectiveFrom) inForce = version;
  }
  return inForce;
}

/** A policy as texts for the journal: the rules are JSON with amounts as digits. */
export function policyToDetail(policy: Policy): Readonly<Record<string, string>> {
  const { name, effectiveFrom, balanceCapMinor, rules } = policy;
  return {
    policy: name,
    effective_from: effectiveFrom.toISOString(),
    ...(balanceCapMinor === null ? {} : { balance_cap_minor: balanceCapMinor.toString() }),
    rules: JSON.stringify(rules.map(ruleToJson)),
  };
}

/** Reads what `policyToDetail` wrote. @throws Bug when it did not */
export function policyOfDetail(detail: Readonly<Record<string, string>>): Policy {
  const { balance_cap_minor: cap } = detail;
  return {
    name: fieldOf(detail, 'policy'),
    effectiveFrom: new Date(fieldOf(detail, 'effective_from')),
    balanceCapMinor: cap === undefined ? null : BigInt(cap),
    rules: (JSON.parse(fieldOf(detail, 'rules')) as RuleJson[]).map(ruleOfJson),
  };
}

interface RuleJson {
  readonly name: string;
  readonly direction: Direction;
  readonly purposes: readonly string[];
  readonly single: string | null;
  readonly day: string | null;
  readonly month: string | null;
}

function ruleToJson({ name, direction, purposes, singleMinor, dayMinor, monthMinor }: LimitRule): RuleJson {
  const text = (minor: bigint | null): string | null => (minor === null ? null : minor.toString());
  return {
    name,
    direction,
    purposes,
    single: text(singleMinor),
    day: text(dayMinor),
    month: text(monthMinor),
  };
}

function ruleOfJson({ name, direction, purposes, single, day, month }: RuleJson): LimitRule {
  const minor = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
  return {
    name,
    direction,
    purposes,
    singleMinor: minor(single),
    dayMinor: minor(day),
    monthMinor: minor(month),
  };
}
