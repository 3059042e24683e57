import { listen } from '@tamsui/platform/http';
import { createMetrics } from '@tamsui/platform/metrics';
import { expect } from 'vitest';
import { createApp } from '../app.ts';
import { createSettlementCity } from './settlement-city.testing.ts';

export const TOKEN = 'finance-token-of-this-test';

export interface Call {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A desk of finance staff: this service over HTTP in a city with a real ledger and a real bank. */
export async function createFinanceDesk() {
  const city = await createSettlementCity();
  const app = createApp({ deps: city.deps, metrics: createMetrics('settlement'), financeToken: TOKEN });
  const server = await listen(app, '127.0.0.1', 0);

  async function call(method: string, path: string, { body, headers }: Call = {}) {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text,
      json: isJson ? JSON.parse(text) : null,
    };
  }
  const get = (path: string) => call('GET', path);
  const post = (path: string, body?: unknown) =>
    call('POST', path, body === undefined ? {} : { body: JSON.stringify(body) });

  return {
    city,
    call,
    get,
    post,
    /** Closes the open day over HTTP and settles it. */
    settleOpenDay: async () => {
      const { open } = (await get('/v1/business-days')).json;
      expect((await post(`/v1/business-days/${open}/close`)).status).toBe(200);
      await city.catchUp();
      return post('/v1/settlement-runs', { business_date: open });
    },
    stop: async () => {
      await server.stop();
      await city.stop();
    },
  };
}
