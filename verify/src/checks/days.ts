import type { Findings } from '../findings.ts';
import type { Check } from './check.ts';

/** Business days never go back, and no entry belongs to a day that was closed before it. */
export function createDaysCheck(findings: Findings): Check {
  let current = '';
  let lastClosed = '';
  return {
    batch: ({ number, entries }) => {
      for (const entry of entries) {
        const tell = (message: string) => findings.add({ batch: number, check: 'business day', message });
        if (entry.businessDate < current)
          tell(`entry ${entry.id} belongs to ${entry.businessDate}, after entries of ${current}`);
        if (entry.businessDate <= lastClosed)
          tell(`entry ${entry.id} belongs to ${entry.businessDate}, and ${lastClosed} was closed before it`);
        if (entry.businessDate > current) current = entry.businessDate;
        if (entry.purpose !== 'business_day_closed' || entry.refusal !== null) continue;
        const closed = String(entry.detail?.business_date);
        if (closed <= lastClosed) tell(`${closed} is closed after ${lastClosed}`);
        if (closed > entry.businessDate) tell(`${closed} is closed before it began`);
        lastClosed = closed;
      }
    },
  };
}
