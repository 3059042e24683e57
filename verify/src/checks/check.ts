import type { Batch } from '../journal/batch.ts';

/** Looks at every batch in order, once. */
export interface Check {
  batch(batch: Batch): void;
  /** After the last batch. */
  end?(): void;
}
