import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bearer, createClient, type Output, paginate, type TamsuiClient } from '@tamsui/sdk';
import { verifyWebhook, type WebhookMessage, WebhookVerificationError } from '@tamsui/sdk/webhooks';

export interface ShopServerOptions {
  readonly baseUrl: string;
  /** May read payments and manage the merchant. */
  readonly apiKey: string;
  /** `mer_…` */
  readonly merchant: string;
}

/** A message as it came, for whoever wants to look at it again. */
interface Came {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
}

/** The server of a shop, written as anybody outside would: against `@tamsui/sdk` and the guides at `/docs`. */
export async function startShopServer({ baseUrl, apiKey, merchant }: ShopServerOptions) {
  const tamsui = createClient({ baseUrl, authorization: bearer(apiKey) });
  const delivered: string[] = [];
  const inbox = openInbox((order) => void delivered.push(order));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = inbox.take({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/tamsui`;

  // #region register-webhook
  const endpoint = await tamsui.call('createWebhookEndpoint', {
    body: { url, types: ['payment.succeeded', 'payment.captured', 'refund.succeeded'] },
  });
  inbox.trust(endpoint.secret ?? '');
  await tamsui.call('pingWebhookEndpoint', { path: { id: endpoint.id } });
  // #endregion
  return {
    secret: endpoint.secret ?? '',
    delivered,
    ...inbox,
    ...books(tamsui, merchant),
    close: async () => {
      await tamsui.call('removeWebhookEndpoint', { path: { id: endpoint.id } });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Takes messages, each once, and refuses what is not from the city. @param deliver sends the goods of an order */
export function openInbox(deliver: (order: string) => void) {
  const came: Came[] = [];
  const refused: string[] = [];
  const events: WebhookMessage[] = [];
  const seen = new Set<string>();
  const failures: unknown[] = [];
  let secret: string | undefined;

  /** @returns the status to answer with */
  function take({ headers, rawBody }: Came): number {
    came.push({ headers, rawBody });
    // #region verify-webhook
    // Not ready: the message comes again.
    if (secret === undefined) return 503;
    try {
      const event = verifyWebhook(secret, headers, rawBody);
      if (seen.has(event.id)) return 204;
      if (event.type === 'payment.succeeded') deliver(event.data.order_reference);
      events.push(event);
      // Only now: when the work failed, the message has to do it when it comes again.
      seen.add(event.id);
      return 204;
    } catch (error) {
      if (error instanceof WebhookVerificationError) {
        refused.push(error.code);
        return 400;
      }
      failures.push(error);
      return 500;
    }
    // #endregion
  }

  return {
    take,
    trust: (given: string) => {
      secret = given;
    },
    came,
    refused,
    events,
    failures,
  };
}

function books(tamsui: TamsuiClient, merchant: string) {
  return {
    payments: async () => {
      const all: Output<'getPayment'>[] = [];
      // #region list-payments
      for await (const payment of paginate(tamsui, 'listPayments', { query: { limit: 5 } })) {
        all.push(payment);
      }
      // #endregion
      return all;
    },
    statement: async (from: string) => {
      const path = { id: merchant };
      const statement = await tamsui.call('getMerchantPeriodStatement', { path, query: { from } });
      const csv = await tamsui.download('getMerchantPeriodStatement', {
        path,
        query: { from, format: 'csv' },
      });
      const pdf = await tamsui.download('getMerchantPeriodStatement', {
        path,
        query: { from, format: 'pdf' },
      });
      return { statement, csv, pdf };
    },
  };
}
