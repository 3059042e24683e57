import type { RefusalStatuses } from '@tamsui/platform/http';

export const STORE_REFUSALS: RefusalStatuses<'store_closed'> = {
  store_closed: { status: 409, detail: 'This store is closed: it gets no more tills.', pointer: 'path:id' },
};
