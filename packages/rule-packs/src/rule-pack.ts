import { commandId, fingerprintOf } from '@tamsui/ids';
import { type LimitRule, PURPOSES, type SetPolicyCommand } from '@tamsui/ledger-client';
import { CURRENCIES, type CurrencyCode, parseAmount } from '@tamsui/money';
import { z } from 'zod';

/** Policies that one command sets, and rules in each: the book's own limit is the same. */
const MAX_POLICIES = 64;
const MAX_RULES = 32;

const name = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be a name of small letters');
const text = z.string().min(1).max(1_000);

/** A figure in major units with where it comes from: `text` of the rule, `press` about it, or `recalled`. */
const figure = z
  .strictObject({
    amount: z.string(),
    source: name.optional(),
    standing: z.enum(['text', 'press', 'recalled']),
    note: text.optional(),
  })
  .refine(({ source, standing }) => standing === 'recalled' || source !== undefined, {
    path: ['source'],
    message: 'a figure that is not recalled names its source',
  })
  .refine(({ note, standing }) => standing !== 'recalled' || note !== undefined, {
    path: ['note'],
    message: 'a figure that is recalled says so in words',
  });

const rule = z
  .strictObject({
    name,
    direction: z.enum(['paid', 'received']),
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length),
    single: figure.optional(),
    day: figure.optional(),
    month: figure.optional(),
  })
  .refine(({ single, day, month }) => (single ?? day ?? month) !== undefined, 'a rule has a cap');

const policy = z.strictObject({
  policy: name,
  title: text,
  /** Of the city's zone, with its offset. What is no instant ends the reading: nothing else could be said of it. */
  effective_from: z.iso.datetime({ offset: true, abort: true }).transform((instant) => new Date(instant)),
  notes: z.array(text).optional(),
  balance_cap: figure.optional(),
  rules: z.array(rule).max(MAX_RULES),
});

/** Limits of a country as data: every figure says since when it holds and where it comes from. */
export const rulePackSchema = z
  .strictObject({
    pack: name,
    about: text,
    currency: z.enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]]),
    sources: z.record(name, text),
    policies: z.array(policy).min(1).max(MAX_POLICIES),
  })
  .superRefine((pack, context) => {
    for (const [index, { balance_cap: cap, rules }] of pack.policies.entries()) {
      const figures = [cap, ...rules.flatMap(({ single, day, month }) => [single, day, month])];
      for (const one of figures) {
        const path = ['policies', index];
        if (one === undefined) continue;
        if (one.source !== undefined && pack.sources[one.source] === undefined)
          context.addIssue({ code: 'custom', path, message: `there is no source ${one.source}` });
        if (minorOf(one.amount, pack.currency) === undefined)
          context.addIssue({
            code: 'custom',
            path,
            message: `${one.amount} is no amount of ${pack.currency}`,
          });
      }
    }
    const versions = pack.policies.map(versionOf);
    if (new Set(versions).size < versions.length)
      context.addIssue({
        code: 'custom',
        path: ['policies'],
        message: 'two policies begin at the same instant',
      });
  });

export type RulePack = z.output<typeof rulePackSchema>;
type PackPolicy = RulePack['policies'][number];

/**
 * The commands that set a pack's policies. An id comes from the pack, the policy and the instant at which it comes into
 * force, and the fingerprint from the figures: loading twice is once, and a changed figure without a new date is a
 * conflict.
 */
export function commandsOfPack(pack: RulePack): SetPolicyCommand[] {
  return pack.policies.map((one) => {
    const limits = {
      policy: one.policy,
      effectiveFrom: one.effective_from,
      balanceCapMinor: capOf(one.balance_cap, pack.currency),
      rules: one.rules.map((each) => limitOf(each, pack.currency)),
    };
    return {
      kind: 'set_policy',
      id: commandId(['ledger', 'rule-pack', pack.pack], versionOf(one)),
      fingerprint: fingerprintOf(printable(limits)),
      ...limits,
      reference: { rule_pack: pack.pack },
    };
  });
}

function versionOf({ policy: of, effective_from: from }: PackPolicy): string {
  return `${of} ${from.toISOString()}`;
}

function limitOf(
  { name: of, direction, purposes, single, day, month }: PackPolicy['rules'][number],
  currency: CurrencyCode,
): LimitRule {
  const caps = {
    singleMinor: capOf(single, currency),
    dayMinor: capOf(day, currency),
    monthMinor: capOf(month, currency),
  };
  return { name: of, direction, purposes, ...caps };
}

function capOf(cap: z.output<typeof figure> | undefined, currency: CurrencyCode): bigint | null {
  return cap === undefined ? null : (minorOf(cap.amount, currency) ?? null);
}

/** A cap may be zero, where an amount on the wire may not. */
function minorOf(amount: string, currency: CurrencyCode): bigint | undefined {
  if (amount === '0') return 0n;
  const parsed = parseAmount(amount, currency);
  return parsed.ok ? parsed.amountMinor : undefined;
}

/** Amounts and instants as texts, for hashing. */
function printable(value: object): unknown {
  const asText = (_key: string, part: unknown): unknown =>
    typeof part === 'bigint' ? part.toString() : part;
  return JSON.parse(JSON.stringify(value, asText));
}
