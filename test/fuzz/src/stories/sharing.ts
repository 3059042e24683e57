import type { Told } from '../ask.ts';
import type { Resident, Stage } from '../parties.ts';
import { twd } from '../parties.ts';

const HOUR_MS = 3_600_000;
const INTENT_LIFETIME_S = 100;

/** What a phone signs to send money, under the key of the request; a token of the sandbox needs nothing. */
function consent({ phone, wallet }: Resident, typ: string, said: object, nonce: string): object {
  if (phone === undefined) return {};
  const iat = Math.floor(Date.now() / 1_000);
  const by = { v: 1, device: phone.deviceId, payer: wallet, nonce, iat, exp: iat + INTENT_LIFETIME_S };
  return { intent: phone.key.signJws({ typ, kid: phone.deviceId }, { ...by, ...said }) };
}

export async function lookUp({ ask }: Pick<Stage, 'ask'>, who: Resident, whom: Resident): Promise<string> {
  const { payee } = await ask(who.caller, 'lookUpPayee', { body: { wallet: whom.wallet } });
  return payee;
}

function pair({ random, people: { residents } }: Stage): [Resident, Resident] {
  const who = random.pick(residents);
  return [who, random.pick(residents.filter((other) => other !== who))];
}

/** Sends money, now or later; what is for later can be taken back. */
export async function sendMoney(stage: Stage): Promise<void> {
  const { ask, random, outside } = stage;
  const [who, whom] = pair(stage);
  const payee = await lookUp(stage, who, whom);
  const later = random.chance(0.4);
  const at = later ? new Date(Date.now() + 2 * HOUR_MS).toISOString() : null;
  const key = `transfer-${outside.nextNumber()}`;
  const transfer = { payee, ...twd('20') };
  const proof = consent(who, 'transfer+jws', { ...transfer, message: null, at }, key);
  const body = { ...transfer, ...proof, ...(at === null ? {} : { at }) };
  const sent = await ask(who.caller, 'createTransfer', { body, headers: { 'idempotency-key': key } });
  await ask(who.caller, 'getTransfer', { id: sent.id });
  await ask(whom.caller, 'listTransfers', { query: { direction: 'received' } });
  if (later) await ask(who.caller, 'cancelTransfer', { id: sent.id, body: {} });
}

export async function requestMoney(stage: Stage, asker: Resident, payer: Resident): Promise<Told> {
  const payers = [{ payee: await lookUp(stage, asker, payer), amount: '10' }];
  const body = { payers, currency: 'TWD', message: 'Dinner' };
  return stage.ask(asker.caller, 'createMoneyRequest', { body });
}

/** Asks a friend for money, who pays or does not. */
export async function shareBill(stage: Stage): Promise<void> {
  const { ask, random, outside } = stage;
  const [asker, payer] = pair(stage);
  const request = await requestMoney(stage, asker, payer);
  const id = request.shares[0].id;
  await ask(asker.caller, 'getMoneyRequest', { id: request.id });
  await ask(payer.caller, 'listShares');
  await ask(payer.caller, 'getShare', { id });
  const end = random.pick(['pay', 'decline', 'cancel share', 'cancel request'] as const);
  if (end === 'pay') {
    const key = `share-${outside.nextNumber()}`;
    const said = { payee: asker.wallet, share: id, ...twd('10') };
    const body = consent(payer, 'pay-share+jws', said, key);
    await ask(payer.caller, 'payShare', { id, body, headers: { 'idempotency-key': key } });
  }
  if (end === 'decline') await ask(payer.caller, 'declineShare', { id, body: {} });
  if (end === 'cancel share') await ask(asker.caller, 'cancelShare', { id, body: {} });
  if (end === 'cancel request') await ask(asker.caller, 'cancelMoneyRequest', { id: request.id, body: {} });
}
