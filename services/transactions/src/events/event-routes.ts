import { formatPublicId } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { PageWire } from '@tamsui/platform/http';
import type { z } from 'zod';
import type { MerchantPrincipal, ResidentPrincipal } from '../auth/principal.ts';
import { found } from '../http/id-fields.ts';
import { type Route, route } from '../http/route.ts';
import { printEvent } from './event.ts';
import { BEGINNING, ownerOf, placeAfter, typesFor } from './event-place.ts';
import { eventPageWire, eventWire, listEventsQuery } from './event-schema.ts';
import { findEvent, listEvents } from './event-store.ts';

export interface EventListDeps {
  readonly database: Database;
}

/** Who reads events: whoever may read payments at a merchant, and residents their own. */
export const EVENT_READERS = { merchant: 'payments:read', resident: 'general' } as const;

/** What happened, for whoever asks instead of being told. */
export function eventListRoutes({ database }: EventListDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/events',
      operation: 'listEvents',
      tag: 'Events',
      summary: 'List what happened, oldest first',
      description:
        'Send the id of the last event that you have as `after`, and what follows is all that happened since: none is ' +
        'skipped and none comes twice. What is done to the business is told to who has the permission merchant:manage.',
      access: EVENT_READERS,
      query: listEventsQuery,
      answers: { 200: eventPageWire },
      handle: async ({ who, query }) => ({ status: 200, body: await pageOfEvents(database, who, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/events/:id',
      operation: 'getEvent',
      tag: 'Events',
      summary: 'Read one event',
      access: EVENT_READERS,
      id: { prefix: 'evt', thing: 'event' },
      answers: { 200: eventWire },
      handle: async ({ who, id }) => {
        const event = await findEvent(database, ownerOf(who), id);
        const isReadable = event !== undefined && typesFor(who, undefined).includes(event.type);
        return { status: 200, body: printEvent(found(isReadable ? event : undefined, 'event')) };
      },
    }),
  ];
}

async function pageOfEvents(
  database: Database,
  who: MerchantPrincipal | ResidentPrincipal,
  { after = BEGINNING, type, limit }: z.output<typeof listEventsQuery>,
): Promise<PageWire<object>> {
  const owner = ownerOf(who);
  const afterSequence = await placeAfter(database, owner, { id: after, pointer: 'query:after' });
  const types = typesFor(who, type);
  const rows = await listEvents(database, { owner, types, afterSequence, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    data: shown.map(printEvent),
    has_more: hasMore,
    next_cursor: hasMore ? formatPublicId('evt', last.id) : null,
  };
}
