import type { JsonObject } from '../output.ts';
import type { EventQuery, Page, PageQuery, PaymentQuery, StatementQuery } from './api.ts';
import { type Asked, type Line, send, sendForBytes } from './send.ts';

/** The operations that the commands need. Each throws CliError for every answer but a success. */
export function createApi(line: Line) {
  const get = (path: string, query?: object) => send(line, { method: 'GET', path, query });
  const list = async (path: string, query: object) => (await get(path, query)) as unknown as Page;
  const post = (path: string, asked: Pick<Asked, 'body' | 'idempotencyKey'>) =>
    send(line, { method: 'POST', path, ...asked });
  return {
    line,
    createPayment: (body: JsonObject, idempotencyKey: string) =>
      post('/v1/payments', { body, idempotencyKey }),
    /** @param wait seconds, while the payment awaits its confirmation */
    getPayment: (id: string, wait: number) => get(`/v1/payments/${at(id)}`, { wait }),
    listPayments: (query: PaymentQuery) => list('/v1/payments', query),
    createRefund: (payment: string, body: JsonObject, idempotencyKey: string) =>
      post(`/v1/payments/${at(payment)}/refunds`, { body, idempotencyKey }),
    listRefunds: (payment: string, query: PageQuery) => list(`/v1/payments/${at(payment)}/refunds`, query),
    createShopCode: (body: JsonObject, idempotencyKey: string) =>
      post('/v1/shop-codes', { body, idempotencyKey }),
    getShopCode: (id: string) => get(`/v1/shop-codes/${at(id)}`),
    getOwnMerchant: () => get('/v1/merchant'),
    getStatement: (merchant: string, query: StatementQuery) =>
      get(`/v1/merchants/${at(merchant)}/statement`, query),
    getStatementFile: (merchant: string, query: StatementQuery & { readonly format: 'csv' | 'pdf' }) =>
      sendForBytes(line, { path: `/v1/merchants/${at(merchant)}/statement`, query }),
    listEvents: (query: EventQuery) => list('/v1/events', query),
    listEndpoints: () => list('/v1/webhook-endpoints', { limit: 100 }),
    replay: (endpoint: string, body: JsonObject) =>
      post(`/v1/webhook-endpoints/${at(endpoint)}/replay`, { body }),
    listApiKeys: (query: PageQuery) => list('/v1/api-keys', query),
  };
}

export type Api = ReturnType<typeof createApi>;

const at = encodeURIComponent;
