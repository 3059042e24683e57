import { type HeaderSink, Problem, type RefusalStatuses } from '@tamsui/platform/http';

/** What one caller, and all together, may have under way: an export reads for long. */
const MAX_OF_CALLER = 2;
const MAX_OF_ALL = 8;
const RETRY_AFTER_SECONDS = 5;

export const EXPORT_REFUSALS: RefusalStatuses<'too_many_exports'> = {
  too_many_exports: {
    status: 429,
    detail: 'Other exports are under way. Send it again when one of them has finished.',
    retryable: true,
  },
};

/** Takes a place for an export, which ends when its answer does. @throws Problem 429 when there is none */
export type ExportPlaces = (caller: string, answer: Pick<HeaderSink, 'once'>) => void;

export function createExportPlaces(): ExportPlaces {
  const running = new Map<string, number>();
  let total = 0;

  function count(caller: string, change: 1 | -1): void {
    const now = (running.get(caller) ?? 0) + change;
    total += change;
    if (now === 0) running.delete(caller);
    else running.set(caller, now);
  }

  return (caller, answer) => {
    if (total >= MAX_OF_ALL || (running.get(caller) ?? 0) >= MAX_OF_CALLER) {
      const { too_many_exports: refusal } = EXPORT_REFUSALS;
      const headers = { 'Retry-After': String(RETRY_AFTER_SECONDS) };
      throw new Problem({ ...refusal, code: 'too_many_exports', headers });
    }
    count(caller, 1);
    answer.once('close', () => count(caller, -1));
  };
}
