import type { RefusalStatuses } from '@tamsui/platform/http';
import type { UrlRefusal } from './endpoint-url.ts';

/** Why nothing is told to a URL. */
export const URL_REFUSALS: RefusalStatuses<UrlRefusal['code']> = {
  url_malformed: {
    status: 422,
    detail: 'This is no URL that could be called, or is too long.',
    pointer: '/url',
  },
  url_not_https: { status: 422, detail: 'Webhooks are sent over https alone.', pointer: '/url' },
  url_with_credentials: {
    status: 422,
    detail: 'A URL is shown in logs: it has no name and password in it.',
    pointer: '/url',
  },
  url_port_refused: { status: 422, detail: 'Webhooks go to port 443 or 8443.', pointer: '/url' },
  url_not_public: { status: 422, detail: 'This is no address on the public internet.', pointer: '/url' },
};

export const ENDPOINT_REFUSALS: RefusalStatuses<'too_many_endpoints' | 'types_not_held'> = {
  too_many_endpoints: { status: 409, detail: 'A merchant has at most 16 endpoints: remove one.' },
  types_not_held: {
    status: 403,
    detail: 'Events of payments and refunds need the permission payments:read; name other types.',
    pointer: '/types',
  },
};

export const DISABLED_REFUSALS: RefusalStatuses<'endpoint_disabled'> = {
  endpoint_disabled: { status: 409, detail: 'Nothing is sent to a disabled endpoint: enable it first.' },
};

export const REPLAY_REFUSALS: RefusalStatuses<
  'event_not_found' | 'event_not_asked_for' | 'range_empty' | 'range_too_large'
> = {
  event_not_found: { status: 404, detail: 'There is no such event.', pointer: '/event' },
  event_not_asked_for: {
    status: 422,
    detail: 'The endpoint does not ask for events of this type.',
    pointer: '/event',
  },
  range_empty: { status: 422, detail: 'The end has to be after the beginning.', pointer: '/before' },
  range_too_large: {
    status: 422,
    detail: 'More than 10000 events lie in this range: make it smaller.',
    pointer: '/after',
  },
};
