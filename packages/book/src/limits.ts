/** Postings in one entry. */
export const MAX_LEGS = 32;

/** Commands in one batch: the journal numbers them with a smallint, and a longer batch gains nothing. */
export const MAX_COMMANDS_PER_BATCH = 1_000;

/** Largest sum that a counter may reach: PostgreSQL's bigint (signed, 64 bits). */
export const MAX_COUNTER_MINOR = 9_223_372_036_854_775_807n;

/** Entries kept in memory for retries and refunds. Far more than two batches under way can hold. */
export const MAX_REMEMBERED_ENTRIES = 100_000;
