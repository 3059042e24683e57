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
  const inbox = openInbox();
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
    ...inbox,
    ...books(tamsui, merchant),
    close: async () => {
      await tamsui.call('removeWebhookEndpoint', { path: { id: endpoint.id } });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Takes messages, each once, and refuses what is not from the city. */
function openInbox() {
  const came: Came[] = [];
  const refused: string[] = [];
  const events: WebhookMessage[] = [];
  const seen = new Set<string>();
  const delivered: string[] = [];
  const deliver = (order: string) => void delivered.push(order);
  let secret = '';

  /** @returns the status to answer with */
  function take({ headers, rawBody }: Came): number {
    came.push({ headers, rawBody });
    // #region verify-webhook
    try {
      const event = verifyWebhook(secret, headers, rawBody);
      if (seen.has(event.id)) return 204;
      seen.add(event.id);
      if (event.type === 'payment.succeeded') deliver(event.data.order_reference);
      events.push(event);
      return 204;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      refused.push(error.code);
      return 400;
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
    delivered,
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
