import { bearer, stranger } from '../../../fuzz/src/callers.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { BANK_MESSAGES_A_SECOND } from '../city-of-examples.ts';
import type { RefusalStage } from './refusal-stage.ts';

/** Well-formed, and of nothing. */
export const NOTHING = '01k0c3d9v2e8qt4m7x5r6w1zha';
/** Bytes: a body may have 65,536. */
const TOO_LONG = 70_000;
/** Of each resident, in an hour. */
const MAX_LOOKUPS = 30;

/** Requests that nobody should send, whatever they ask for. */
export async function sendNonsense({ refused, operator, rich, shop }: RefusalStage): Promise<void> {
  const body = { ...twd('100'), amount: 100 };
  await refused(rich.caller, 'createTopUp', 'validation_failed', { body });
  await refused(rich.caller, 'createTopUp', 'malformed_json', { body: {}, bytes: '{"amount":' });
  await refused(rich.caller, 'createTopUp', 'malformed_request', {
    body: twd('100'),
    headers: { 'content-encoding': 'gzip' },
  });
  await refused(rich.caller, 'createTopUp', 'body_too_large', { body: { note: 'x'.repeat(TOO_LONG) } });
  await refused(rich.caller, 'createTopUp', 'unsupported_media_type', {
    body: twd('100'),
    headers: { 'content-type': 'text/plain' },
  });
  await refused(rich.caller, 'createTopUp', 'unsupported_encoding', {
    body: twd('100'),
    headers: { 'content-type': 'application/json; charset=klingon' },
  });
  await refused(rich.caller, 'getWallet', 'api_version_unknown', {
    headers: { 'tamsui-version': '2020-01-01' },
  });
  await refused(operator, 'listMerchants', 'cursor_invalid', { query: { cursor: 'nowhere' } });
  await refused(shop.caller, 'createStore', 'idempotency_key_malformed', {
    body: { name: 'Corner' },
    headers: { 'idempotency-key': 'two words' },
  });
  await refused(shop.caller, 'createPayment', 'idempotency_key_missing', { body: {}, keyless: true });
}

/** Callers who are nobody, or not the ones that are meant. */
export async function comeAsSomebodyElse(stage: RefusalStage): Promise<void> {
  const { refused, ask, operator, rich, shop } = stage;
  await refused(stranger('somebody'), 'getWallet', 'unauthorized');
  await refused(rich.caller, 'listMerchants', 'wrong_token_kind');
  const keyFor = async (scope: string) => {
    const body = { name: scope, scopes: [scope] };
    return bearer(
      scope,
      'merchant',
      (await ask(operator, 'createApiKeyOfMerchant', { id: shop.id, body })).key,
    );
  };
  const reader = await keyFor('payments:read');
  await refused(reader, 'getOwnMerchant', 'permission_missing');
  await refused(reader, 'signInCashier', 'permission_missing', { body: {} });
  await refused(reader, 'getOwnCashier', 'permission_missing');
  await refused(reader, 'createRefund', 'permission_missing', { id: `pay_${NOTHING}`, body: twd('1') });
  await refused(await keyFor('merchant:manage'), 'listPayments', 'permission_missing');
}

const OF_OPERATOR = [
  ['changeResidentsAssurance', 'resident', 'res', { assurance: 'gold' }],
  ['getMerchantApplication', 'merchant_application', 'apl', undefined],
  ['getMerchant', 'merchant', 'mer', undefined],
] as const;
const OF_SHOP = [
  ['closeStore', 'store', 'sto', undefined],
  ['getSticker', 'terminal', 'ter', undefined],
  ['revokeApiKey', 'api_key', 'key', undefined],
  ['getCashier', 'cashier', 'csh', undefined],
  ['getShopCode', 'shop_code', 'shc', undefined],
  ['getPayment', 'payment', 'pay', undefined],
  ['getRefund', 'refund', 'rfd', undefined],
  ['getCancellation', 'cancellation', 'can', undefined],
  ['getEvent', 'event', 'evt', undefined],
  ['getWebhookEndpoint', 'webhook_endpoint', 'whe', undefined],
  ['getWebhookDelivery', 'webhook_delivery', 'whd', undefined],
] as const;
const OF_RESIDENT = [
  ['getWalletPeriodStatement', 'wallet', 'wal', undefined],
  ['getTopUp', 'top_up', 'top', undefined],
  ['getTransfer', 'transfer', 'trf', undefined],
  ['getMoneyRequest', 'money_request', 'mrq', undefined],
  ['getShare', 'share', 'shr', undefined],
  ['getDataExport', 'data_export', 'exp', undefined],
  ['declinePayment', 'payment_confirmation', 'pay', undefined],
  ['removeDevice', 'device', 'dev', undefined],
] as const;

/** Looks for what is not there. */
export async function lookForNothing({ refused, operator, shop, rich }: RefusalStage): Promise<void> {
  const places = [
    [operator, OF_OPERATOR],
    [shop.caller, OF_SHOP],
    [rich.caller, OF_RESIDENT],
  ] as const;
  for (const [caller, things] of places) {
    for (const [operation, thing, prefix, body] of things) {
      await refused(caller, operation, `${thing}_not_found`, { id: `${prefix}_${NOTHING}`, body });
    }
  }
  await refused(rich.caller, 'getWalletClosing', 'wallet_closing_not_found');
}

/** Asks for so much at once that others would have to wait. */
export async function askForTooMuch({ refusedInCrowd, bank, friend, rich }: RefusalStage): Promise<void> {
  await refusedInCrowd({
    caller: friend.caller,
    operation: 'getWalletPeriodStatement',
    code: 'too_many_exports',
    step: { id: friend.wallet, query: { format: 'pdf' } },
    count: 12,
  });
  await refusedInCrowd({
    caller: friend.caller,
    operation: 'streamEvents',
    code: 'too_many_streams',
    count: 8,
  });
  await refusedInCrowd({
    caller: bank,
    operation: 'hearBankMessage',
    code: 'rate_limit_exceeded',
    step: { body: { type: 'account.news', data: {} } },
    count: 5 * BANK_MESSAGES_A_SECOND,
  });
  await refusedInCrowd({
    caller: friend.caller,
    operation: 'lookUpPayee',
    code: 'too_many_lookups',
    step: { body: { wallet: rich.wallet } },
    count: MAX_LOOKUPS + 1,
  });
}
