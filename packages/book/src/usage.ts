/** In which direction money moved, seen from the account: out of it, or into it. */
export type Direction = 'paid' | 'received';

/** What moved for one purpose in one direction. Dates are of the city's calendar. */
export interface Usage {
  /** `YYYY-MM-DD` of the last movement. */
  readonly date: string;
  readonly dayMinor: bigint;
  /** Of that date's month. */
  readonly monthMinor: bigint;
}

export const usageKey = (purpose: string, direction: Direction): string => `${purpose}|${direction}`;

/** What was used up to now: a day begins at zero at midnight, and so does a month. */
export function usageOn(usage: Usage | undefined, date: string): Usage {
  if (usage === undefined || monthOf(usage.date) !== monthOf(date))
    return { date, dayMinor: 0n, monthMinor: 0n };
  return usage.date === date ? usage : { date, dayMinor: 0n, monthMinor: usage.monthMinor };
}

/** Adds one movement. */
export function addUsage(usage: Map<string, Usage>, key: string, date: string, amountMinor: bigint): void {
  const { dayMinor, monthMinor } = usageOn(usage.get(key), date);
  usage.set(key, { date, dayMinor: dayMinor + amountMinor, monthMinor: monthMinor + amountMinor });
}

const monthOf = (date: string): string => date.slice(0, 'YYYY-MM'.length);
