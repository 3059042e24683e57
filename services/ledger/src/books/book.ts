import { MEMORY_LIMITS } from '@tamsui/book';
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

/** A book's schema, and this moment in the city's zone. */
export interface Moment {
  readonly schema: string;
  readonly timeZone: string;
  readonly now: Date;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** One book as this process serves it: the writer and what reads need. */
export interface Book {
  readonly name: string;
  readonly writer: BookWriter;
  readonly journal: JournalStore;
  readonly schema: string;
  /** Where and when a read takes place. */
  moment(): Moment;
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
  const journal = createJournalStore(database, schema, config.CITY_TIME_ZONE, {
    ...MEMORY_LIMITS,
    accounts: config.LEDGER_ACCOUNTS_IN_MEMORY,
  });
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
  const moment = (): Moment => {
    const now = clock.now();
    return { schema, timeZone: config.CITY_TIME_ZONE, now, date: calendarDate(now) };
  };
  return { name, writer, journal, schema, moment };
}
