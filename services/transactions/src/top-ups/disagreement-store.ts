import type { Database } from '@tamsui/platform/database';

/** Something a bank told us that does not fit what we know. */
export interface Disagreement {
  /** The message or question it came from; telling it again adds nothing. */
  readonly source: string;
  readonly reference: string;
  readonly code: string;
  readonly notice: Readonly<Record<string, unknown>>;
  readonly recordedAt: Date;
}

/** Keeps a disagreement for a person to look at. */
export async function recordDisagreement(database: Database, disagreement: Disagreement): Promise<void> {
  await database.raw(
    `insert into transactions.bank_disagreements (source, reference, code, notice, recorded_at)
     values (:source, :reference, :code, :notice, :recordedAt)
     on conflict (source) do nothing`,
    { ...disagreement, notice: JSON.stringify(disagreement.notice) },
  );
}
