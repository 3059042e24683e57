import { stranger } from '../callers.ts';
import type { Stage } from '../parties.ts';
import { twd } from '../parties.ts';

const RESIDENTS = ['with_money', 'with_money', 'with_money', 'without_money', 'at_limit', 'frozen'];
const SHOWN = ['fresh', 'fresh', 'fresh', 'expired', 'unknown'];
/** Two that go wrong on purpose, one that waits for a yes, and one of no special meaning. */
const AMOUNTS = ['90', '1429', '1503', '5000'];
const CLOSED_PORT = 'http://127.0.0.1:9/hooks';

/** Somebody builds a till alone: whoever shows a code, confirms and scans is simulated. */
export async function chargeSimulated({ ask, random, people }: Stage): Promise<void> {
  const { caller, terminal } = random.pick(people.merchants);
  await ask(stranger('somebody'), 'listSimulatedOutcomes');
  const resident = random.pick(RESIDENTS);
  const sticker = await ask(caller, 'getSticker', { id: terminal });
  const showing = { resident, shows: random.pick(SHOWN) };
  const { code } = await ask(caller, 'showSimulatedPaymentCode', { body: showing });
  const order_reference = `T-${random.below(1_000_000_000)}`;
  const sale = { terminal, order_reference, confirm_duplicate: true, ...twd(random.pick(AMOUNTS)) };
  const payment = await ask(caller, 'createPayment', { body: { code, ...sale } });
  if (payment.finished === false) {
    const answer = random.pick(['confirm', 'decline']);
    await ask(caller, 'answerSimulatedPayment', { body: { payment: payment.id, answer } });
  }
  await ask(caller, 'scanAsSimulatedResident', { body: { text: sticker.text, resident, ...twd('60') } });
}

/** Somebody builds a till alone, and all goes well: a simulated resident is asked, says yes, and scans a sticker besides. */
export async function confirmSimulated({ ask, random, people }: Stage): Promise<void> {
  const { caller, terminal } = random.pick(people.merchants);
  const sticker = await ask(caller, 'getSticker', { id: terminal });
  const { code } = await ask(caller, 'showSimulatedPaymentCode', { body: { resident: 'with_money' } });
  const order_reference = `T-${random.below(1_000_000_000)}`;
  const sale = { terminal, order_reference, confirm_duplicate: true, ...twd('5000') };
  const { id: payment } = await ask(caller, 'createPayment', { body: { code, ...sale } });
  await ask(caller, 'answerSimulatedPayment', { body: { payment, answer: 'confirm' } });
  const scan = { text: sticker.text, resident: 'with_money', ...twd('60') };
  await ask(caller, 'scanAsSimulatedResident', { body: scan });
}

/** Somebody builds a wallet and a server alone. */
export async function actAsSimulated({ ask, random, people }: Stage): Promise<void> {
  const { caller } = random.pick(people.merchants);
  const body = { resident: random.pick(RESIDENTS) };
  await ask(caller, 'createSimulatedResidentToken', { body });
  const { id } = await ask(caller, 'createWebhookEndpoint', { body: { url: CLOSED_PORT } });
  await ask(caller, 'sendSampleEvent', {
    id,
    body: { type: random.pick(['payment.failed', 'store.closed']) },
  });
  await ask(caller, 'removeWebhookEndpoint', { id });
}
