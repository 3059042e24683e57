import { parsePublicId, type Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import { type HttpRequest, Problem, type RefusalStatuses } from '@tamsui/platform/http';
import type { LastingRights } from '../auth/lasting-rights.ts';
import type { EventOwner } from '../events/event.ts';
import { BEGINNING, noPlace, ownerOf, placeAfter, typesFor } from '../events/event-place.ts';
import { EVENT_READERS } from '../events/event-routes.ts';
import { eventWire, streamQuery } from '../events/event-schema.ts';
import { findLastPlace } from '../events/event-store.ts';
import { credentialsOf } from '../http/credentials.ts';
import { type Route, route } from '../http/route.ts';
import type { LiveStreams } from './live-streams.ts';
import { SSE_HEADERS } from './sse.ts';
import type { PlaceRefusal, StreamPlaces } from './stream-places.ts';

export interface StreamRoutesDeps {
  readonly database: Database;
  readonly liveStreams: LiveStreams;
  readonly streamPlaces: StreamPlaces;
  readonly lastingRights: LastingRights;
}

const STREAM_REFUSALS: RefusalStatuses<PlaceRefusal['code']> = {
  too_many_streams: {
    status: 429,
    detail: 'You have many streams open. Close one, or share one between those who read it.',
    retryable: true,
  },
  no_room_for_streams: {
    status: 503,
    detail: 'There is no room for another stream at this moment. Come again, or list the events.',
    retryable: true,
  },
};

const RETRY_AFTER_SECONDS = '5';

/** What happens, as it happens. */
export function streamRoutes(deps: StreamRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/events/stream',
      operation: 'streamEvents',
      tag: 'Events',
      summary: 'Hear what happens, as it happens',
      description:
        'Server-sent events: each has the id of an event, and the event as its data. It begins with what happens from now ' +
        'on, or behind `after`, or behind the header `Last-Event-ID`, which goes before it: so a reader that was cut off ' +
        'goes on without a gap and without a double. Comments come at least every 15 seconds. It ends when the token does, ' +
        'when its device is removed or its key revoked, and when the server stops: come again after what `retry` says.',
      access: EVENT_READERS,
      urgency: 'stream',
      query: streamQuery,
      contentType: 'text/event-stream',
      answers: { 200: eventWire },
      refusals: [STREAM_REFUSALS],
      handle: async ({ who, query, version, req }) => {
        const owner = ownerOf(who);
        const types = typesFor(who, query.type);
        const place = await placeOf(deps.database, owner, req, query.after);
        // HEAD asks for the headers alone (RFC 9110, 9.3.2), and a stream would never come to its end.
        if (req.method === 'HEAD') return { status: 200, headers: SSE_HEADERS, stream: (sink) => sink.end() };
        const stillAllowed = await deps.lastingRights(credentialsOf(req), who);
        const taken = deps.liveStreams.isStopping
          ? ({ ok: false, refusal: { code: 'no_room_for_streams' } } as const)
          : deps.streamPlaces.take(who);
        if (!taken.ok) throw refused(taken.refusal);
        const stream = { owner, types, version, place, stillAllowed, onEnd: taken.value };
        return {
          status: 200,
          headers: SSE_HEADERS,
          stream: (sink) => deps.liveStreams.open({ ...stream, sink }),
        };
      },
    }),
  ];
}

/** Behind which event the stream begins: what the reader had last, or what is the last there is. */
async function placeOf(database: Database, owner: EventOwner, req: HttpRequest, after: Uuid | undefined) {
  const header = req.get('last-event-id');
  if (header !== undefined && header !== '') {
    const pointer = 'header:Last-Event-ID';
    const id = parsePublicId('evt', header);
    if (id === undefined) throw noPlace(pointer);
    return { id, sequence: await placeAfter(database, owner, { id, pointer }) };
  }
  if (after !== undefined) {
    return { id: after, sequence: await placeAfter(database, owner, { id: after, pointer: 'query:after' }) };
  }
  const last = await findLastPlace(database, owner);
  return { id: last?.id ?? BEGINNING, sequence: last?.sequence ?? 0n };
}

function refused({ code }: PlaceRefusal): Problem {
  const headers = { 'Retry-After': RETRY_AFTER_SECONDS };
  return new Problem({ ...STREAM_REFUSALS[code], code, headers });
}
