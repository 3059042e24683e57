import type { CityAccess } from './city-access.ts';
import { createHttp, type Http, type RetryCounter } from './http.ts';
import type { DemoOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { createRandom, type Random } from './random.ts';

/** A resident of the demo, and what the demo itself knows of its money, in minor units. */
export interface Resident {
  readonly token: string;
  readonly bankAccount: string;
  expectedMinor: bigint;
}

export interface Merchant {
  readonly id: string;
  readonly name: string;
  readonly feeBasisPoints: number;
  readonly key: string;
  readonly terminals: readonly string[];
}

/** A payment that was acknowledged: it must be there, whatever was killed meanwhile. */
export interface PaidPayment {
  readonly id: string;
  readonly merchant: Merchant;
  readonly resident: Resident;
  readonly amountMinor: bigint;
  refundedMinor: bigint;
}

/** What happened, for the table at the end. */
export interface Tally extends RetryCounter {
  topUps: number;
  toppedUpMinor: bigint;
  payments: number;
  paidMinor: bigint;
  declined: number;
  duplicates: number;
  refunds: number;
  refundedMinor: bigint;
  surprises: string[];
}

/** Everything that the steps of a day share. */
export interface Day {
  readonly options: DemoOptions;
  readonly access: CityAccess;
  readonly progress: Progress;
  readonly random: Random;
  /** Tells this day's orders from those of other days. */
  readonly name: string;
  readonly transactions: Http;
  readonly ledger: Http;
  readonly settlement: Http;
  readonly bank: Http;
  readonly residents: Resident[];
  readonly merchants: Merchant[];
  readonly paid: PaidPayment[];
  readonly tally: Tally;
}

export function createDay(options: DemoOptions, access: CityAccess, progress: Progress): Day {
  const tally: Tally = {
    topUps: 0,
    toppedUpMinor: 0n,
    payments: 0,
    paidMinor: 0n,
    declined: 0,
    duplicates: 0,
    refunds: 0,
    refundedMinor: 0n,
    retries: 0,
    surprises: [],
  };
  const http = (url: string): Http => createHttp(url, options.concurrency, tally);
  return {
    options,
    access,
    progress,
    random: createRandom(options.seed),
    name: Date.now().toString(36),
    transactions: http(access.urls.transactions),
    ledger: http(access.urls.ledger),
    settlement: http(access.urls.settlement),
    bank: http(access.urls['sandbox-bank']),
    residents: [],
    merchants: [],
    paid: [],
    tally,
  };
}

export async function closeDay(day: Day): Promise<void> {
  await Promise.all([day.transactions.close(), day.ledger.close(), day.settlement.close(), day.bank.close()]);
}

/** Twelve digits that no other day uses: an account at the sandbox bank. */
export function bankAccountOf(day: Day, kind: '1' | '2', index: number): string {
  const stamp = Number.parseInt(day.name, 36) % 10_000_000;
  return `${kind}${String(stamp).padStart(7, '0')}${String(index).padStart(6, '0')}`;
}
