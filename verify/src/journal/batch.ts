/** A posting as its row says it is. */
export interface Posting {
  readonly leg: number;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly amountMinor: bigint;
  readonly debitVersion: bigint;
  readonly debitBalanceMinor: bigint;
  readonly creditVersion: bigint;
  readonly creditBalanceMinor: bigint;
}

export type Detail = Readonly<Record<string, unknown>>;

/** An entry as its row says it is. */
export interface Entry {
  readonly id: string;
  /** 32 hexadecimal digits. */
  readonly fingerprint: string;
  readonly purpose: string;
  readonly refusal: Detail | null;
  readonly businessDate: string;
  readonly once: string | null;
  readonly refunds: string | null;
  readonly hold: string | null;
  readonly reference: Detail;
  readonly detail: Detail | null;
  readonly postings: readonly Posting[];
}

export interface StoredEntry extends Entry {
  readonly index: number;
}

/** A batch as its rows say it is. */
export interface Batch {
  readonly number: bigint;
  readonly epoch: number;
  readonly atMs: bigint;
  readonly entryCount: number;
  readonly postingCount: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly entries: readonly StoredEntry[];
  /** Rows that name an entry or a batch that is not there. */
  readonly strayRows: readonly string[];
}
