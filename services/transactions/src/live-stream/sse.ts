import { formatPublicId, type Uuid } from '@tamsui/ids';
import { type OwnedEvent, printEvent } from '../events/event.ts';
import type { ApiVersion } from '../http/api-version.ts';
import { eventIn } from '../versions/older-events.ts';

/** Server-sent events, as the HTML standard has them (9.2). */

export const SSE_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // For proxies that would keep what is small until there is more of it.
  'X-Accel-Buffering': 'no',
} as const;

/** A comment: tells proxies and readers that there still is somebody. */
export const HEARTBEAT = ': still here\n\n';

/** One event. Its id is what the reader sends back as `Last-Event-ID`. JSON has no line breaks. */
export function eventMessage(event: OwnedEvent, version: ApiVersion): string {
  const printed = eventIn(version, printEvent(event));
  return `id: ${printed.id}\ndata: ${JSON.stringify(printed)}\n\n`;
}

/**
 * Says where the stream begins, without an event: a reader that is cut off before the first one goes on from here.
 * @param id the last event that the reader has behind them
 */
export function placeMessage(id: Uuid, retryMs: number): string {
  return `${retryMessage(retryMs)}id: ${formatPublicId('evt', id)}\n\n`;
}

/** After how long a reader comes back when the stream ends. */
export function retryMessage(retryMs: number): string {
  return `retry: ${retryMs}\n`;
}
