import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { formatPublicId, type PublicIdPrefix } from '@tamsui/ids';
import { createCashier } from '../cashiers/cashiers.testing.ts';
import { uuidOf } from '../events/events.testing.ts';
import { applicationBody, businessNumber, onboarding } from '../merchant-applications/onboarding.testing.ts';
import { type Answer, textOf } from '../testing/api.ts';
import { createMerchant, paymentBody } from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import type { TestService } from '../testing/test-service.ts';
import { signAs, transferClaims } from '../transfers/signed.testing.ts';
import type { Party } from './parties.testing.ts';

/** Makes a new thing that is the party's own. @returns its public id; undefined when this party cannot have one */
export type Maker = (service: TestService, party: Party) => Promise<string | undefined>;

/** Far from the businesses that callers apply for. */
let businesses = 500_000;
const PIN = '482915';
const twd = (amount: string) => ({ amount, currency: 'TWD' });

/** For each kind of thing that a path can name, how to make one. */
export const MAKERS: Partial<Record<PublicIdPrefix, Maker>> = {
  res: async ({ api, operatorToken: token }) => {
    const body = { name: 'Mei', bank_account: '0081234567890' };
    return idOf(await api.post('/v1/residents', { token, body }));
  },
  wal: async (_service, { resident }) => resident.wallet,
  dev: async (service, { resident: { person } }) =>
    person === undefined ? undefined : (await signInAndEnrol(service, person)).phone.deviceId,
  apl: async (service) => {
    businesses += 1;
    return (await onboarding(service).apply(applicationBody(businessNumber(businesses)))).id;
  },
  mer: async (service) => (await createMerchant(service)).id,
  sto: ({ api }, { merchant }) => created(api.post('/v1/stores', asked(merchant, { name: 'Corner' }))),
  ter: async ({ api }, { merchant }) => {
    const path = `/v1/stores/${merchant.store}/terminals`;
    return created(api.post(path, asked(merchant, { name: 'Till' })));
  },
  key: ({ api }, { merchant }) => created(api.post('/v1/api-keys', asked(merchant, { name: 'Key' }))),
  csh: async (service, { merchant }) => (await createCashier(service, merchant, 'cashier')).id,
  shc: ({ api }, { merchant }) => {
    const body = { ...twd('10'), terminal: merchant.terminal, order_reference: 'A-1' };
    return created(api.post('/v1/shop-codes', asked(merchant, body)));
  },
  pay: (service, party) => pay(service, party, '10'),
  rfd: async (service, party) => {
    const path = `/v1/payments/${await pay(service, party, '10')}/refunds`;
    return created(service.api.post(path, asked(party.merchant, twd('1'))));
  },
  can: ({ api }, { merchant }) =>
    created(api.post('/v1/cancellations', asked(merchant, { order_reference: `C-${Math.random()}` }))),
  top: async (_service, { resident }) => {
    const answer = await resident.api.post('/v1/top-ups', { body: twd('10') });
    return answer.body.code === 'no_bank_account' ? undefined : idOf(answer);
  },
  trf: async ({ clock }, { resident, friend }) => {
    const payee = await lookedUp(resident.api.post('/v1/payees/lookup', { body: { wallet: friend.wallet } }));
    const [key, asked] = [randomUUID(), { payee, ...twd('10') }];
    const body = { ...asked, ...signed(resident, clock.now(), key, asked) };
    const answer = await resident.api.post('/v1/transfers', { key, body });
    // A wallet of the general class sends nothing to other people.
    return answer.body.code === 'limit_exceeded' ? undefined : idOf(answer);
  },
  evt: async (service, party) => eventAbout(service, await pay(service, party, '10')),
  mrq: async (_service, party) => idOf(await ask(party)),
  exp: async (_service, { resident: { api } }) => {
    // The second time there is one: it is the same.
    await api.put('/v1/pin', { body: { pin: PIN } });
    return created(api.post('/v1/data-exports', { body: { pin: PIN } }));
  },
  whe: (service, { merchant }) => makeEndpoint(service, merchant),
  whd: async (service, { merchant }) => {
    const path = `/v1/webhook-endpoints/${await makeEndpoint(service, merchant)}/ping`;
    return created(service.api.post(path, asked(merchant, {})));
  },
  shr: async ({ api }, { resident, friend: { token } }) => {
    const looked = api.post('/v1/payees/lookup', { token, body: { wallet: resident.wallet } });
    const payers = [{ payee: await lookedUp(looked), amount: '10' }];
    return shareOf(await api.post('/v1/money-requests', { token, body: { payers, currency: 'TWD' } }));
  },
};

/** For operations that are about a thing in a state of its own, or seen from its other side. */
export const MAKERS_OF_OPERATIONS: Readonly<Record<string, Maker>> = {
  confirmPayment: (service, party) => pay(service, party, '150'),
  declinePayment: (service, party) => pay(service, party, '150'),
  createCapture: (service, party) => pay(service, party, '10', { capture: 'manual' }),
  listCaptures: (service, party) => pay(service, party, '10', { capture: 'manual' }),
  voidPayment: (service, party) => pay(service, party, '10', { capture: 'manual' }),
  cancelShare: async (_service, party) => shareOf(await ask(party)),
  getMerchantPeriodStatement: async (_service, { merchant }) => merchant.id,
  getSticker: async (_service, { merchant }) => merchant.terminal,
};

async function pay({ api }: TestService, { resident, merchant }: Party, amount: string, more: object = {}) {
  const code = textOf(await resident.api.post('/v1/payment-codes', { body: {} }), 'code');
  const body = { ...paymentBody(merchant, code, amount), ...more };
  return created(api.post('/v1/payments', asked(merchant, body)));
}

/** Both sides of a payment are told of it, as soon as the feed was read. */
async function eventAbout({ database }: TestService, payment: string): Promise<string> {
  for (;;) {
    const { rows } = await database.raw<{ rows: { id: string }[] }>(
      'select id from transactions.events where object_id = :objectId',
      { objectId: uuidOf('pay', payment) },
    );
    if (rows[0] !== undefined) return formatPublicId('evt', rows[0].id);
    await setTimeout(20);
  }
}

/** A phone signs what it sends; a token of the sandbox has none. */
function signed({ phone, wallet, api }: Party['resident'], now: Date, key: string, asked: object): object {
  if (phone === undefined) return {};
  const payer = { phone, wallet, api };
  return { intent: signAs(payer, 'transfer+jws', transferClaims(payer, now, key, { ...asked })) };
}

/** A merchant has a few at most: the oldest makes room. */
async function makeEndpoint({ api }: TestService, merchant: Party['merchant']): Promise<string> {
  const path = '/v1/webhook-endpoints';
  const listed = await api.get(`${path}?limit=100`, asked(merchant, undefined));
  const ids = (listed.body.data as readonly { readonly id: string }[]).map(({ id }) => id);
  if (ids.length > 10) await api.delete(`${path}/${ids.at(-1)}`, asked(merchant, undefined));
  return created(api.post(path, asked(merchant, { url: 'https://shop.example.com/' })));
}

async function ask({ resident, friend }: Party): Promise<Answer> {
  const looked = resident.api.post('/v1/payees/lookup', { body: { wallet: friend.wallet } });
  const payers = [{ payee: await lookedUp(looked), amount: '10' }];
  return resident.api.post('/v1/money-requests', { body: { payers, currency: 'TWD' } });
}

function asked({ key: token }: Party['merchant'], body: unknown) {
  return { token, body };
}

async function created(answer: Promise<Answer>): Promise<string> {
  return idOf(await answer);
}

function idOf(answer: Answer): string {
  return textOf(answer, 'id');
}

async function lookedUp(answer: Promise<Answer>): Promise<string> {
  return textOf(await answer, 'payee');
}

function shareOf(answer: Answer): string {
  const [share] = answer.body.shares as readonly { readonly id: string }[];
  if (share === undefined) throw new Error(`no share in ${answer.status} ${answer.text}`);
  return share.id;
}
