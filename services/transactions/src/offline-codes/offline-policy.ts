/** Caps on what a wallet pays with offline codes. Amounts in minor units; over the last 24 hours and 30 days. */
export interface OfflinePolicy {
  readonly singleMinor: bigint;
  readonly dayMinor: bigint;
  readonly dayCount: number;
  readonly monthMinor: bigint;
  readonly monthCount: number;
}

/** What a wallet has paid so, or may be about to. */
export interface OfflineUsage {
  readonly dayMinor: bigint;
  readonly dayCount: number;
  readonly monthMinor: bigint;
  readonly monthCount: number;
}

const DAY_MS = 24 * 60 * 60_000;
const MONTH_MS = 30 * DAY_MS;

export function windowsAt(now: Date): { readonly day: Date; readonly month: Date } {
  return { day: new Date(now.getTime() - DAY_MS), month: new Date(now.getTime() - MONTH_MS) };
}

/** Whether one more payment stays within every cap. */
export function allows(policy: OfflinePolicy, usage: OfflineUsage, amountMinor: bigint): boolean {
  return (
    amountMinor <= policy.singleMinor &&
    usage.dayMinor + amountMinor <= policy.dayMinor &&
    usage.dayCount + 1 <= policy.dayCount &&
    usage.monthMinor + amountMinor <= policy.monthMinor &&
    usage.monthCount + 1 <= policy.monthCount
  );
}
