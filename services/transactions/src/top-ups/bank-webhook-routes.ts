import { parseBody, problemOfRefusal } from '@tamsui/platform/http';
import type { Request, Router } from 'express';
import { z } from 'zod';
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
export function mountBankWebhookRoutes(router: Router, deps: BankWebhookDeps): void {
  const key = webhookKey(deps.webhookSecret);

  router.post('/v1/bank-webhooks', async (req, res) => {
    const verified = verifyWebhook(key, signedMessageOf(req), deps.clock.now());
    if (!verified.ok) throw problemOfRefusal(verified.refusal, WEBHOOK_REFUSALS);
    const { type } = parseBody(bankMessage, req);
    const status = Object.hasOwn(ENDINGS, type) ? ENDINGS[type] : undefined;
    if (status !== undefined) {
      const { data } = parseBody(z.object({ data: toldDirectDebit }), req);
      const heard = await hearBankNews(deps, { debit: { ...data, status }, source: verified.value });
      if (!heard.ok) throw problemOfRefusal(heard.refusal, BANK_NEWS_REFUSALS);
    }
    // 204 says "do not tell again", and only now it is true: the ledger has answered.
    res.status(204).end();
  });
}

function signedMessageOf(req: Request) {
  return {
    id: req.get('webhook-id'),
    timestamp: req.get('webhook-timestamp'),
    signature: req.get('webhook-signature'),
    rawBody: 'rawBody' in req && Buffer.isBuffer(req.rawBody) ? req.rawBody : undefined,
  };
}
