/** Postings in one entry. */
export const MAX_LEGS = 32;

/** Commands in one batch: the journal numbers them with a smallint, and a longer batch gains nothing. */
export const MAX_COMMANDS_PER_BATCH = 1_000;

/** Holds that an account may have at a time: each is looked at whenever the account pays. */
export const MAX_OPEN_HOLDS = 100;

/** Largest sum that a counter may reach: PostgreSQL's bigint (signed, 64 bits). */
export const MAX_COUNTER_MINOR = 9_223_372_036_854_775_807n;

/**
 * How many uses of others something stays in memory; at most twice as many are held. An entry stays for so many uses or
 * batches, whichever are over first.
 */
export interface MemoryLimits {
  readonly accounts: number;
  readonly entries: number;
  readonly batches: number;
}

/**
 * What is in memory and not yet committed may not be forgotten, so the limits are more than three batches under way
 * and the one that is being prepared can touch: 64 accounts and 4 entries for each of 4,000 commands. An entry stays no
 * longer than twice those batches, full or not: an older one is found in the journal, and what dies young costs nothing.
 */
export const MEMORY_LIMITS: MemoryLimits = { accounts: 260_000, entries: 16_000, batches: 4 };

/** For whoever replays a whole journal, and has nothing to read from what was forgotten. */
export const UNLIMITED_MEMORY: MemoryLimits = {
  accounts: Number.POSITIVE_INFINITY,
  entries: Number.POSITIVE_INFINITY,
  batches: Number.POSITIVE_INFINITY,
};
