import { stranger } from '../callers.ts';
import { lookUntil } from '../look-until.ts';
import type { Merchant, Resident, Stage } from '../parties.ts';
import { twd } from '../parties.ts';
import { payAtTill } from './paying.ts';
import { requestMoney } from './sharing.ts';

/** Days end by the clocks of Taipei. */
const CITY_AHEAD_MS = 8 * 3_600_000;
const LISTED_WITHIN_MS = 4_000;
const BEGINNING = `evt_${'0'.repeat(26)}`;

/** What anybody may read. */
export async function readAboutTheApi({ ask }: Stage): Promise<void> {
  const somebody = stranger('somebody');
  await ask(somebody, 'describeApi');
  await ask(somebody, 'readDocumentation');
}

/** The operator looks at who is there. */
export async function lookAtMerchants({ ask, random, people }: Stage): Promise<void> {
  const { operator, merchants } = people;
  await ask(operator, 'listMerchants');
  await ask(operator, 'getMerchant', { id: random.pick(merchants).id });
  await ask(operator, 'listMerchantApplications');
  await ask(operator, 'listMerchantApplications', { query: { state: 'submitted' } });
}

/** A merchant looks at its business, and at what happened in it. */
export async function lookAtOwnShop(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const [resident, merchant] = [random.pick(people.residents), random.pick(people.merchants)];
  const { caller, id } = merchant;
  const { order_reference } = await payAtTill(stage, resident, merchant);
  await ask(caller, 'getOwnMerchant');
  await ask(caller, 'listOwnMerchantEvents');
  await ask(caller, 'listPayments');
  const key = `till-7-${order_reference}`;
  const { code } = await ask(resident.caller, 'createPaymentCode', { body: {} });
  const body = { code, ...twd('45'), terminal: merchant.terminal, order_reference: `${order_reference}-b` };
  const paid = await ask(caller, 'createPayment', { body, headers: { 'idempotency-key': key } });
  await ask(caller, 'listPayments', { query: { idempotency_key: key } });
  await ask(caller, 'getPayment', { id: paid.id, query: { wait: '1' } });
  await ask(caller, 'createRefund', { id: paid.id, body: twd('20') });
  await ask(caller, 'createRefund', { id: paid.id, body: { ...twd('10'), reason: { code: 'other' } } });
  // Lists are a moment behind.
  const areListed = async () => (await ask(caller, 'listRefunds', { id: paid.id })).data.length > 1;
  await lookUntil(areListed, LISTED_WITHIN_MS);
  await readStatements(stage, merchant, 'getMerchantPeriodStatement', id);
  await readEvents(stage, merchant);
}

/** A resident looks at the wallet. */
export async function lookAtOwnWallet(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const resident = random.pick(people.residents);
  const friend = random.pick(people.residents.filter((other) => other !== resident));
  await requestMoney(stage, resident, friend);
  await requestMoney(stage, resident, friend);
  await ask(resident.caller, 'listMoneyRequests');
  await ask(friend.caller, 'listShares');
  await ask(resident.caller, 'listTransfers', { query: { direction: 'sent', status: 'succeeded' } });
  await readStatements(stage, resident, 'getWalletPeriodStatement', resident.wallet);
  await readEvents(stage, resident);
}

async function readStatements(
  { ask }: Stage,
  { caller }: Merchant | Resident,
  operation: string,
  id: string,
): Promise<void> {
  const today = new Date(Date.now() + CITY_AHEAD_MS).toISOString().slice(0, 10);
  await ask(caller, operation, { id, query: { from: today, to: today } });
  await ask(caller, operation, { id, query: { format: 'csv' } });
  await ask(caller, operation, { id, query: { format: 'pdf' } });
}

async function readEvents({ ask }: Stage, { caller }: Merchant | Resident): Promise<void> {
  const types = 'payment.succeeded,refund.succeeded';
  const { data } = await ask(caller, 'listEvents', { query: { after: BEGINNING, type: types } });
  if (data.length > 0) await ask(caller, 'getEvent', { id: data[0].id });
  await ask(caller, 'streamEvents', { query: { after: BEGINNING, type: types } });
}

/** Sets money aside, and takes none of it. */
export async function thinkBetterOfIt(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const [resident, merchant] = [random.pick(people.residents), random.pick(people.merchants)];
  const { id } = await payAtTill(stage, resident, merchant, { capture: 'manual' });
  await ask(merchant.caller, 'voidPayment', { id });
}

/** A second till comes and goes. */
export async function addTill({ ask, random, people }: Stage): Promise<void> {
  const { caller, store } = random.pick(people.merchants);
  const { id } = await ask(caller, 'createTerminal', { id: store, body: { name: 'Second till' } });
  await ask(caller, 'listTerminals', { id: store });
  await ask(caller, 'closeTerminal', { id });
}

/** The bank tells of a direct debit once more, as it may. */
export async function tellAgain({ ask, random, people, outside }: Stage): Promise<void> {
  const { caller } = random.pick(people.residents.filter(({ phone }) => phone === undefined));
  const { id } = await ask(caller, 'createTopUp', { body: twd('80') });
  const data = await outside.directDebitOf(id);
  await ask(people.bank, 'hearBankMessage', { body: { type: 'direct_debit.succeeded', data } });
}
