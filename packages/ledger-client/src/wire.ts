import { CURRENCIES, type CurrencyCode, MAX_AMOUNT_MINOR } from '@tamsui/money';
import { z } from 'zod';
import { ACCOUNT_STATUSES, MAX_COMMANDS_PER_REQUEST, PURPOSES } from './command.ts';

/**
 * The ledger's wire contract, used by the client and by the service. Inside the house amounts are whole minor units,
 * written as digits (`amount_minor`), because the book itself must see and remember what it refuses, zero included.
 */

const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a UUID');
/** Twenty digits hold every bigint of PostgreSQL and what lies just outside, for the book to refuse. */
const digits = z.string().regex(/^-?(?:0|[1-9][0-9]{0,19})$/, 'must be whole minor units as digits');
const integer = digits.transform((text) => BigInt(text));
/** The book keeps a floor without judging it, so here it must be an amount that a column can hold. */
const floor = integer.refine(
  (minor) => minor <= MAX_AMOUNT_MINOR && -minor <= MAX_AMOUNT_MINOR,
  'must be an amount of at most fifteen digits',
);
const currency = z.enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]]);
const accountKind = z.enum(['asset', 'liability', 'income', 'expense']);
const fingerprint = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits');
const businessDate = z.iso.date();
const instant = z.iso.datetime().transform((text) => new Date(text));

const MAX_REFERENCE_FIELDS = 16;
const MAX_REFERENCE_VALUE_LENGTH = 200;
const reference = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
    z
      .string()
      .max(MAX_REFERENCE_VALUE_LENGTH)
      .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'must be storable text'),
  )
  .refine(
    (fields) => Object.keys(fields).length <= MAX_REFERENCE_FIELDS,
    `at most ${MAX_REFERENCE_FIELDS} fields`,
  );

const refusal = z.object({ code: z.string() }).catchall(z.string());

/** Largest bigint of PostgreSQL. */
const MAX_CAP_MINOR = 9_223_372_036_854_775_807n;
const policyName = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be a name of small letters');
const cap = integer.refine(
  (minor) => minor >= 0n && minor <= MAX_CAP_MINOR,
  'must be within 64 bits and not negative',
);
const reason = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a reason in small letters');
/** More than the book takes, so that the book itself can refuse what is too much. */
const MAX_RULES_ON_THE_WIRE = 100;
const limitRule = z.strictObject({
  name: policyName,
  direction: z.enum(['paid', 'received']),
  purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length),
  single_minor: cap.nullable(),
  day_minor: cap.nullable(),
  month_minor: cap.nullable(),
});

export const commandWire = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open_account'),
    id: uuid,
    fingerprint,
    account: uuid,
    account_kind: accountKind,
    currency,
    floor_minor: floor.nullable(),
    policy: policyName.optional(),
    reference,
  }),
  z.strictObject({
    kind: z.literal('post'),
    id: uuid,
    fingerprint,
    purpose: z.enum(PURPOSES),
    currency,
    legs: z.array(z.strictObject({ debit: uuid, credit: uuid, amount_minor: integer })).max(100),
    once: uuid.optional(),
    refunds: uuid.optional(),
    hold: uuid.optional(),
    reference,
  }),
  z.strictObject({
    kind: z.literal('hold'),
    id: uuid,
    fingerprint,
    account: uuid,
    currency,
    amount_minor: integer,
    expires_at: instant.nullable(),
    once: uuid.optional(),
    reference,
  }),
  z.strictObject({
    kind: z.literal('release_hold'),
    id: uuid,
    fingerprint,
    account: uuid,
    hold: uuid,
    amount_minor: integer.nullable(),
    reference,
  }),
  z.strictObject({
    kind: z.literal('set_account_status'),
    id: uuid,
    fingerprint,
    account: uuid,
    status: z.enum(ACCOUNT_STATUSES),
    reference,
  }),
  z.strictObject({
    kind: z.literal('set_policy'),
    id: uuid,
    fingerprint,
    policy: policyName,
    effective_from: instant,
    balance_cap_minor: cap.nullable(),
    rules: z.array(limitRule).max(MAX_RULES_ON_THE_WIRE),
    reference,
  }),
  z.strictObject({
    kind: z.literal('assign_policy'),
    id: uuid,
    fingerprint,
    account: uuid,
    policy: policyName,
    reference,
  }),
  z.strictObject({
    kind: z.literal('close_business_day'),
    id: uuid,
    fingerprint,
    business_date: businessDate,
  }),
  z.strictObject({
    kind: z.literal('decline'),
    id: uuid,
    fingerprint,
    purpose: z.enum(PURPOSES),
    reason,
    reference,
  }),
]);

export const commandsRequestWire = z.strictObject({
  commands: z.array(commandWire).min(1).max(MAX_COMMANDS_PER_REQUEST),
});

/**
 * What the ledger answers about a payment is read for each of them, twice. So its schemas say how it is built, and mapping.ts
 * makes values of the texts: transforming them here would take three times as long. What a command may carry was judged
 * when the ledger took it.
 */
const position = z.object({ batch: digits, index: z.number() });
const told = { position, at: z.string(), business_date: z.string() };
const toldReference = z.record(z.string(), z.string());

const decided = { id: uuid, replayed: z.boolean(), ...told };
export const outcomeWire = z.discriminatedUnion('status', [
  z.object({ status: z.literal('posted'), ...decided }),
  z.object({ status: z.literal('refused'), ...decided, refusal }),
  z.object({ status: z.literal('conflict'), id: uuid }),
]);

export const accountWire = z.object({
  id: uuid,
  kind: accountKind,
  currency,
  balance_minor: integer,
  held_minor: integer,
  status: z.enum(ACCOUNT_STATUSES),
  policy: z.string().nullable(),
  version: integer,
  as_of_batch: integer,
});

export const entryWire = z.object({
  ...told,
  id: uuid,
  fingerprint: z.string(),
  purpose: z.string(),
  posted: z.boolean(),
  refusal: refusal.nullable(),
  currency: currency.nullable(),
  once: uuid.nullable(),
  refunds: uuid.nullable(),
  reference: toldReference,
  postings: z.array(z.object({ leg: z.number(), debit: uuid, credit: uuid, amount_minor: digits })),
});

/** An entry asked for by its id also says how much of it was given back so far. */
export const entryWithRefundsWire = entryWire.extend({ refunded_minor: digits });

export const feedWire = z.object({ entries: z.array(entryWire), next: position });

export const statementWire = z.object({
  lines: z.array(
    z.object({
      ...told,
      version: digits,
      entry: uuid,
      purpose: z.string(),
      change_minor: digits,
      balance_minor: digits,
      counter_account: uuid,
      refunds: uuid.nullable(),
      reference: toldReference,
    }),
  ),
  has_more: z.boolean(),
});

export const trialBalanceWire = z.object({
  as_of_batch: integer,
  totals: z.array(z.object({ currency, kind: accountKind, balance_minor: integer })),
  differences: z.array(z.object({ currency, difference_minor: integer })),
});

export const businessDayWire = z.object({ open: businessDate, last_closed: businessDate.nullable() });
