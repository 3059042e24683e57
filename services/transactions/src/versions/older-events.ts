import type { ObjectType, PrintedEvent, Snapshot } from '../events/event.ts';
import { type ApiVersion, CURRENT_API_VERSION } from '../http/api-version.ts';
import { changesSince } from './changes.ts';

/** An event in the words of a version. */
export function eventIn(version: ApiVersion, event: PrintedEvent): PrintedEvent {
  if (version === CURRENT_API_VERSION) return event;
  return changesSince(version).reduceRight(
    (newer, change) => change.event.older(newer) as PrintedEvent,
    event,
  );
}

/** A snapshot that was written in the words of a version, in those of today. */
export function newestSnapshot(version: ApiVersion, objectType: ObjectType, written: Snapshot): Snapshot {
  if (version === CURRENT_API_VERSION) return written;
  return changesSince(version).reduce((older, change) => change.newerSnapshot(objectType, older), written);
}
