import { type HttpRequest, parseBody, problemOfRefusal } from '@tamsui/platform/http';
import { z } from 'zod';
import { type Route, route } from '../http/route.ts';
import { type BankNewsDeps, hearBankNews } from './hear-bank-news.ts';
import { verifyWebhook, webhookKey } from './standard-webhook.ts';
import { BANK_NEWS_REFUSALS, WEBHOOK_REFUSALS } from './top-up-errors.ts';
import { bankMessage, toldDirectDebit } from './top-up-schema.ts';

export interface BankWebhookDeps extends BankNewsDeps {
  readonly webhookSecret: string;
}

const ENDINGS: Readonly<Record<string, 'succeeded' | 'failed'>> = {
  'direct_debit.succeeded': 'succeeded',
  'direct_debit.failed': 'failed',
};

/** Where the bank tells us by itself. Its signature is its token. */
export function bankWebhookRoutes(deps: BankWebhookDeps): Route[] {
  const key = webhookKey(deps.webhookSecret);

  /** @returns the message's id */
  function verify(req: HttpRequest): string {
    const verified = verifyWebhook(key, signedMessageOf(req), deps.clock.now());
    if (!verified.ok) throw problemOfRefusal(verified.refusal, WEBHOOK_REFUSALS);
    return verified.value;
  }

  return [
    route({
      method: 'post',
      path: '/v1/bank-webhooks',
      operation: 'hearBankMessage',
      tag: 'Bank',
      summary: 'Take a message that the bank has signed',
      access: {},
      verify,
      urgency: 'money',
      body: bankMessage,
      answers: { 204: null },
      refusals: [WEBHOOK_REFUSALS, BANK_NEWS_REFUSALS],
      handle: async ({ body: { type }, req }) => {
        const status = Object.hasOwn(ENDINGS, type) ? ENDINGS[type] : undefined;
        if (status !== undefined) {
          const { data } = parseBody(z.object({ data: toldDirectDebit }), req);
          const heard = await hearBankNews(deps, { debit: { ...data, status }, source: verify(req) });
          if (!heard.ok) throw problemOfRefusal(heard.refusal, BANK_NEWS_REFUSALS);
        }
        // 204 says "do not tell again", and only now it is true: the ledger has answered.
        return { status: 204 };
      },
    }),
  ];
}

function signedMessageOf(req: HttpRequest) {
  return {
    id: req.get('webhook-id'),
    timestamp: req.get('webhook-timestamp'),
    signature: req.get('webhook-signature'),
    rawBody: 'rawBody' in req && Buffer.isBuffer(req.rawBody) ? req.rawBody : undefined,
  };
}
