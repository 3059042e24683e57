import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Json, textOf, twd } from '../../flows/caller.ts';
import { signedTransfer } from '../../flows/phone-signatures.ts';
import { ADDED, SIGNED_IN } from './canaries-of-people.ts';
import { type Parties, PIN, type Resident } from './parties.ts';

const WAIT = { timeout: 30_000, interval: 100 };

/** What two people do in a city: everything that leaves a trace of them, with all that they have to tell. */
export async function live(parties: Parties): Promise<void> {
  const { added, signedIn, friend } = parties;
  await topUp(added, ADDED.idempotency_key);
  await topUp(signedIn, SIGNED_IN.idempotency_key);
  for (const resident of [added, signedIn]) await payAndBeRefunded(parties, resident);

  const payee = await lookUp(added, friend);
  await added.asker.post('/v1/transfers', { payee, ...twd('100'), message: ADDED.message });
  const sent = { payee: await lookUp(signedIn, friend), ...twd('150'), message: SIGNED_IN.message };
  const key = randomUUID();
  const order = signedTransfer(signedIn, key, sent);
  await signedIn.asker.post('/v1/transfers', order, { 'idempotency-key': key });
  const found = await friend.asker.post('/v1/payees/lookup', { phone: ADDED.phone_number });
  await friend.asker.post('/v1/transfers', { payee: textOf(found, 'payee'), ...twd('30') });

  await beAsked(friend, added, ADDED.request_message);
  await beAsked(friend, signedIn, SIGNED_IN.request_message);
  await signedIn.asker.post('/v1/offline-codes', {});
  for (const resident of [added, signedIn]) await takeCopies(resident);
  await parties.operator.post(`/v1/residents/${added.id}/record-readings`, {
    staff: 'chen.yu',
    purpose: 'correction',
    fields: ['name', 'bank_account', 'phone_number'],
  });
}

/** Closes a wallet: what is left goes to the resident's own account at the bank. */
export async function close({ asker }: Resident): Promise<void> {
  await asker.post('/v1/wallet/closing', { pin: PIN });
  await expect.poll(async () => (await asker.get('/v1/wallet/closing')).state, WAIT).toBe('closed');
}

async function topUp({ asker }: Resident, key: string): Promise<void> {
  const asked = await asker.post('/v1/top-ups', twd('2000'), { 'idempotency-key': key });
  const status = async () => (await asker.get(`/v1/top-ups/${textOf(asked, 'id')}`)).status;
  await expect.poll(status, WAIT).toBe('succeeded');
}

async function payAndBeRefunded({ shop }: Parties, { asker }: Resident): Promise<void> {
  const code = textOf(await asker.post('/v1/payment-codes', {}), 'code');
  const sale = { code, ...twd('120'), terminal: shop.terminal, order_reference: `A-${randomUUID()}` };
  const payment = await shop.asker.make('/v1/payments', sale);
  await shop.asker.post(`/v1/payments/${payment}/refunds`, twd('20'));
}

async function lookUp({ asker }: Resident, { wallet }: Resident): Promise<string> {
  return textOf(await asker.post('/v1/payees/lookup', { wallet }), 'payee');
}

/** Is asked by the other for money, in the other's words, and pays. */
async function beAsked(payer: Resident, asking: Resident, message: string): Promise<void> {
  const payers = [{ payee: await lookUp(asking, payer) }];
  const bill = { payers, total: '50', include_me: false, currency: 'TWD', message };
  const asked = await asking.asker.post('/v1/money-requests', bill);
  const [share] = asked.shares as Json[];
  await payer.asker.post(`/v1/request-shares/${textOf(share ?? {}, 'id')}/payments`, {});
}

/** A copy of all data, and a statement on paper. */
async function takeCopies({ asker, wallet }: Resident): Promise<void> {
  const id = await asker.make('/v1/data-exports', { pin: PIN });
  await expect.poll(async () => (await asker.get(`/v1/data-exports/${id}`)).status, WAIT).toBe('ready');
  expect((await asker.ask('GET', `/v1/data-exports/${id}/archive`)).status).toBe(200);
  const paper = await asker.ask('GET', `/v1/wallets/${wallet}/statement?format=pdf`);
  expect(paper.text.slice(0, 5)).toBe('%PDF-');
}
