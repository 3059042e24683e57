import { randomBytes, randomUUID } from 'node:crypto';
import { rowsOf } from '@tamsui/testing/server-administration';
import type { CityFacts } from '../../../city/running-city.ts';
import { createAsk } from '../../../fuzz/src/ask.ts';
import { bank, bearer } from '../../../fuzz/src/callers.ts';
import type { Operation } from '../../../fuzz/src/description.ts';
import type { Outside } from '../../../fuzz/src/parties.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { untilRich } from '../../../fuzz/src/people.ts';
import type { Pipeline } from '../../../fuzz/src/pipeline.ts';
import { joinInSandbox, joinWithPhone, openShop } from '../../../fuzz/src/stories/joining.ts';
import { lookUp } from '../../../fuzz/src/stories/sharing.ts';
import { createRandom } from '../../../simulation/src/random.ts';
import { patient } from '../patient.ts';
import { createRefusals, type RefusalNotes, type RefusalStage, type Shop } from './refusal-stage.ts';
import { REFUSAL_STORIES } from './refusal-stories.ts';

export interface RefusalParts {
  readonly city: CityFacts;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly pipeline: Pipeline;
  readonly outside: Outside;
}

/** Has people of its own be refused whatever can be refused. At last the database is gone, and nothing else can be played. */
export async function playRefusals(parts: RefusalParts): Promise<RefusalNotes> {
  const { pipeline, operations } = parts;
  const refusals = createRefusals(pipeline, operations);
  const over: string[] = [];
  const stage = { ...(await makeStage(parts)), ...refusals };
  for (const story of REFUSAL_STORIES) {
    try {
      await story(stage);
    } catch (error) {
      // The others are told all the same: whoever changes the API sees at once all that is refused otherwise.
      over.push(`${story.name} ended early: ${String(error)}`);
    }
  }
  return {
    met: refusals.met,
    complaints: [...refusals.complaints, ...over],
  };
}

type Making = Omit<RefusalStage, 'refused' | 'refusedInCrowd'>;

async function makeStage({ city, operations, pipeline, outside }: RefusalParts): Promise<Making> {
  // Chances that nobody takes.
  const chances = { random: createRandom(0), mischief: 0 };
  const ask = createAsk({ pipeline: patient(pipeline), operations, ...chances, title: 'refusal' });
  const operator = bearer('operator', 'operator', city.secrets.operatorToken);
  const making = { ask, outside };
  const rich = await joinInSandbox(making, operator);
  const friend = await joinInSandbox(making, operator);
  const phoned = await joinWithPhone(making);
  await untilRich(ask, rich);
  await untilRich(ask, friend);
  const payee = await lookUp(making, rich, phoned);
  await ask(rich.caller, 'createTransfer', { body: { payee, ...twd('2000') } });
  const limits = { single: twd('4000'), day: null, month: null };
  await ask(friend.caller, 'setWalletLimits', { body: limits });
  return {
    ...making,
    operator,
    bank: bank(city.secrets.bankWebhookSecret),
    rich,
    friend,
    phoned,
    shop: await makeShop(making, operator),
    sql: (statement) => rowsOf(city.databaseUrl, statement),
    pids: city.pids,
    ledger: (command) => haveLedger(city, command),
  };
}

async function haveLedger(
  { urls, secrets }: CityFacts,
  command: Readonly<Record<string, unknown>>,
): Promise<void> {
  const once = { id: randomUUID(), fingerprint: randomBytes(16).toString('hex'), reference: {} };
  const answer = await fetch(`${urls.ledger}/v1/books/main/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.ledgerApiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ commands: [{ ...once, ...command }] }),
  });
  const text = await answer.text();
  if (!text.includes('"posted"')) throw new Error(`the ledger answered ${answer.status} ${text}`);
}

async function makeShop(
  making: Pick<RefusalStage, 'ask' | 'outside'>,
  operator: RefusalStage['operator'],
): Promise<Shop> {
  const { ask } = making;
  const shop = await openShop(making, operator);
  const till = await ask(shop.caller, 'createTerminal', { id: shop.store, body: { name: 'Old till' } });
  await ask(shop.caller, 'closeTerminal', { id: till.id });
  const show = async (shows: string) =>
    String((await ask(shop.caller, 'showSimulatedPaymentCode', { body: { shows } })).code);
  const codes = { unknown: await show('unknown'), expired: await show('expired') };
  return { ...shop, oldTerminal: till.id, codes };
}
