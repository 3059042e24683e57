import { administer } from '@tamsui/testing/server-administration';
import { bearer, stranger } from '../../fuzz/src/callers.ts';
import { lookUntil } from '../../fuzz/src/look-until.ts';
import type { Merchant, Stage } from '../../fuzz/src/parties.ts';
import type { Receiver } from './receiver.ts';

export interface WebhookStage extends Stage {
  readonly receiver: Receiver;
  readonly databaseUrl: string;
}

const HOUR_MS = 3_600_000;
const DELIVERED_WITHIN_MS = 10_000;

/** Every merchant has its server told of everything from now on. */
export async function listen({ ask, people, receiver }: WebhookStage): Promise<void> {
  for (const { caller } of people.merchants) {
    await ask(caller, 'createWebhookEndpoint', { body: { url: receiver.url } });
  }
}

/** Somebody new asks to be told what happened before there was anybody to tell. */
export async function hearOfGoingLive({ ask, people, outside, receiver }: WebhookStage): Promise<void> {
  const { operator } = people;
  const account_number = String(720_000_000_000 + outside.nextNumber());
  await outside.openBankAccount({ number: account_number, holder: 'Lin' });
  const payout_account = { holder_name: 'Lin', bank_code: '999', account_number };
  const body = { kind: 'personal', name: 'Lin', payout_account };
  const { id, token } = await ask(stranger('somebody'), 'applyAsMerchant', { body });
  await ask(operator, 'reviewMerchantApplication', { id, body: { staff: 'chen' } });
  await ask(operator, 'checkAccountOfMerchantApplication', { id, body: { staff: 'chen' } });
  await ask(operator, 'approveMerchantApplication', { id, body: { staff: 'lin', fee_basis_points: 130 } });
  const { api_key } = await ask(bearer('applicant', 'applicant', token), 'goLive');
  const caller = bearer('new merchant', 'merchant', api_key.key);
  const endpoint = await ask(caller, 'createWebhookEndpoint', { body: { url: receiver.url } });
  const after = new Date(Date.now() - HOUR_MS).toISOString();
  await ask(caller, 'replayWebhooks', { id: endpoint.id, body: { after, only_undelivered: true } });
  const ping = await ask(caller, 'pingWebhookEndpoint', { id: endpoint.id });
  await untilDelivered({ ask }, caller, ping.id);
  await ask(caller, 'listWebhookDeliveries', { id: endpoint.id, query: { status: 'delivered' } });
  await ask(caller, 'listWebhookDeliveries', { id: endpoint.id, query: { event: ping.event } });
}

/** One address is given up for ever, another has failed for a day. The merchant's other server hears of both. */
export async function loseServers({ ask, people, receiver, databaseUrl }: WebhookStage): Promise<void> {
  const [merchant] = people.merchants as readonly [Merchant];
  const { caller } = merchant;
  const gone = await ask(caller, 'createWebhookEndpoint', { body: { url: receiver.goneUrl } });
  await untilDelivered({ ask }, caller, (await ask(caller, 'pingWebhookEndpoint', { id: gone.id })).id);
  const failing = await ask(caller, 'createWebhookEndpoint', {
    body: { url: receiver.failingUrl, types: ['merchant.live'] },
  });
  await untilDelivered({ ask }, caller, (await ask(caller, 'pingWebhookEndpoint', { id: failing.id })).id);
  // Nobody waits a day: it is said to have passed.
  await administer(
    databaseUrl,
    `update transactions.webhook_endpoints
        set failing_since = now() - interval '25 hours', failures_in_row = 9, resting_until = null
      where url like '%/failing' and deleted_at is null`,
  );
  await untilDelivered({ ask }, caller, (await ask(caller, 'pingWebhookEndpoint', { id: failing.id })).id);
  await ask(caller, 'removeWebhookEndpoint', { id: failing.id });
}

/** Until nothing more becomes of it, well or badly. */
async function untilDelivered(
  { ask }: Pick<Stage, 'ask'>,
  caller: Merchant['caller'],
  id: string,
): Promise<void> {
  const isOver = async () => (await ask(caller, 'getWebhookDelivery', { id })).finished === true;
  if (!(await lookUntil(isOver, DELIVERED_WITHIN_MS))) throw new Error(`the delivery ${id} came to no end`);
}
