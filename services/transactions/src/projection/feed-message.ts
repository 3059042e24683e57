import type { Uuid } from '@tamsui/ids';
import type { FeedNews } from './follow-feed.ts';

/** What the thread that follows the feed says to the one that answers requests. */
export type FeedMessage =
  | { readonly news: 'entries'; readonly ids: readonly Uuid[] }
  | { readonly news: 'events' }
  | { readonly news: 'cancelled_paid' };

/** Says news by messages. */
export function sayNews(send: (message: FeedMessage) => void): FeedNews {
  return {
    onEntries: (ids) => {
      if (ids.length > 0) send({ news: 'entries', ids });
    },
    onEvents: () => send({ news: 'events' }),
    onCancelledPaid: () => send({ news: 'cancelled_paid' }),
  };
}

/** Hears them on the other side. */
export function hearNews(message: FeedMessage, { onEntries, onEvents, onCancelledPaid }: FeedNews): void {
  switch (message.news) {
    case 'entries':
      onEntries(message.ids);
      break;
    case 'events':
      onEvents();
      break;
    case 'cancelled_paid':
      onCancelledPaid();
      break;
  }
}
