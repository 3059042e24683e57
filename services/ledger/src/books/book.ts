import type { Clock } from '@tamsui/platform/clock';
import { dateInZone } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { Registry } from '@tamsui/platform/metrics';
import { createCheckpointStore } from '../checkpoints/checkpoint-store.ts';
import type { LedgerConfig } from '../config.ts';
import { createJournalStore, type JournalStore } from '../journal/journal-store.ts';
import { createLeadership } from '../leadership/leadership.ts';
import { createSequencerMetrics } from '../sequencer/sequencer-metrics.ts';
import { type BookWriter, createBookWriter } from './book-writer.ts';

/** One book as this process serves it: the writer and what reads need. */
export interface Book {
  readonly name: string;
  readonly writer: BookWriter;
  readonly journal: JournalStore;
  readonly schema: string;
  /** The date of this moment in the city's zone, `YYYY-MM-DD`. */
  calendarDateNow(): string;
}

interface BookDeps {
  readonly name: string;
  readonly config: LedgerConfig;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Registry;
}

export function createBook({ name, config, database, clock, logger: parent, metrics }: BookDeps): Book {
  const schema = `book_${name}`;
  const logger = parent.child({ book: name });
  const calendarDate = (instant: Date): string => dateInZone(instant, config.CITY_TIME_ZONE);
  const journal = createJournalStore(database, schema);
  const writer = createBookWriter({
    leadership: createLeadership({ connectionString: config.DATABASE_URL, schema, logger }),
    journal,
    checkpoints: createCheckpointStore(database, schema),
    schema,
    clock,
    calendarDate,
    logger,
    metrics: createSequencerMetrics(metrics, name),
  });
  return { name, writer, journal, schema, calendarDateNow: () => calendarDate(clock.now()) };
}
