import { Counter, Histogram, type Registry } from '@tamsui/platform/metrics';

export interface SequencerMetrics {
  batchAppended(entries: number, seconds: number): void;
}

export function createSequencerMetrics(registry: Registry, book: string): SequencerMetrics {
  const entries = new Counter({
    name: `ledger_${book}_entries_total`,
    help: 'Entries made durable.',
    registers: [registry],
  });
  const seconds = new Histogram({
    name: `ledger_${book}_append_seconds`,
    help: 'Time of one append, from sending the batch to its commit.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
    registers: [registry],
  });
  return {
    batchAppended: (count, duration) => {
      entries.inc(count);
      seconds.observe(duration);
    },
  };
}
