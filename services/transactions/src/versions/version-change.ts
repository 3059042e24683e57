import type { z } from 'zod';
import type { ObjectType, PrintedEvent, Snapshot } from '../events/event.ts';
import type { ApiVersion } from '../http/api-version.ts';

/** Something that goes over the wire, as the version before had it. */
export interface OlderShape<Newer> {
  /** As it was described. */
  readonly wire: z.ZodType;
  /** Makes the older shape of the newer one; gives back what the change does not touch. */
  older(newer: Newer): unknown;
}

/**
 * What one version made different from the version before it: small pure functions at the rim, so that use cases know the
 * newest shape alone. Of an operation that answers a retry as it did at first, one thing must hold: where the older
 * answer is other bytes than the newer, the newer version takes the older request for another one, or for none. Then no
 * retry is ever answered in other bytes than the first request was, whatever was pinned in between.
 */
export interface VersionChange {
  /** The version that it made. */
  readonly version: ApiVersion;
  /** What differs, in words: for whoever thinks of moving on. */
  readonly tells: readonly string[];
  /** By operation: the schema that reads an older body into what the newer schema reads a newer one into. */
  readonly bodies: Readonly<Record<string, (newer: z.ZodType) => z.ZodType>>;
  /** By operation: its answers. */
  readonly answers: Readonly<Record<string, OlderShape<never>>>;
  /** An event, wherever it is told: in lists, on streams and in webhooks. */
  readonly event: OlderShape<PrintedEvent>;
  /** A snapshot that was written into an event before this version, as it would be written today. */
  newerSnapshot(objectType: ObjectType, older: Snapshot): Snapshot;
}
