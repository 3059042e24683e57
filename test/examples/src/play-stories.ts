import { setTimeout as sleep } from 'node:timers/promises';
import type { CityFacts } from '../../city/running-city.ts';
import { StoryOver } from '../../fuzz/src/ask.ts';
import { type Description, type Operation, operationsOf } from '../../fuzz/src/description.ts';
import { createJudge, type Judge } from '../../fuzz/src/judge-answer.ts';
import { createKnownValues } from '../../fuzz/src/known-values.ts';
import { makePeople, outsideOf } from '../../fuzz/src/people.ts';
import { createPipeline, type Pipeline } from '../../fuzz/src/pipeline.ts';
import { createTally, type Tally } from '../../fuzz/src/report.ts';
import { createSender } from '../../fuzz/src/send-request.ts';
import { STORIES } from '../../fuzz/src/stories/index.ts';
import { missingOf } from './examples.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { patient } from './patient.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { playRefusals, type RefusalParts } from './refusals/play-refusals.ts';
import type { MetRefusal } from './refusals/refusal.ts';
import type { RefusalNotes } from './refusals/refusal-stage.ts';
import { turningPages } from './turning-pages.ts';
import { createTurns } from './turns.ts';
import { hearOfGoingLive, listen, loseServers, type WebhookStage } from './webhook-stories.ts';

export interface Played {
  readonly operations: readonly Operation[];
  /** All that was asked and not refused, by operation, in its order. */
  readonly exchanges: ReadonlyMap<string, readonly Exchange[]>;
  /** All that the merchants' servers were sent. */
  readonly messages: readonly Message[];
  /** What no story shows, though it is described. */
  readonly missing: readonly string[];
  /** Answers that are not as described. */
  readonly wrong: readonly string[];
  /** All that people of their own were refused. */
  readonly refusals: readonly MetRefusal[];
  /** What was to be refused and was not, or otherwise. */
  readonly notRefused: readonly string[];
  /** Where stories ended before their time. */
  readonly storiesOver: readonly string[];
}

export interface Message {
  readonly type: string;
}

export interface PlayInput {
  readonly city: CityFacts;
  readonly description: Description;
  onProgress?(text: string): void;
}

type Story = (stage: WebhookStage) => Promise<void>;

/** Some stories may go this way or that: in so many rounds each has gone all its ways. */
const ROUNDS = 4;
const TOLD: readonly Story[] = [hearOfGoingLive, loseServers, ...new Set(STORIES)];
const CROWD = 50;
const POLL_MS = 200;
const MESSAGES_TIMEOUT_MS = 3_000;

/** Has people do with the API all that can be done with it, the same in every city, and keeps what was said. */
export async function playStories({ city, description, onProgress }: PlayInput): Promise<Played> {
  const operations = operationsOf(description);
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const types = Object.keys(description.webhooks ?? {});
  const notes = createNotes(operations);
  const tally = createTally();
  const sender = createSender(city.urls.transactions, 1);
  const known = createKnownValues();
  const judge = createJudge({ description, slowMs: undefined });
  const judged = createPipeline({ sender, judge, tally, known });
  const receiver = await startReceiver();
  const over = new Set<string>();
  const missing = () => [...notes.missing(), ...unheard(types, receiver)];
  const outside = outsideOf(city);
  try {
    const ask = turningPages(notes.exchanges, {
      pipeline: notes.taking(patient(judged)),
      operations: byId,
    });
    const people = await makePeople(ask, outside, city);
    const setting = { people, outside, ask, receiver, databaseUrl: city.databaseUrl };
    await listen({ ...setting, random: createTurns(0, 0) });
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, story] of TOLD.entries()) {
        await tell(story, { ...setting, random: createTurns(round, index) }, over);
      }
      await untilHeard(types, receiver);
      onProgress?.(`round ${round + 1}: ${notes.count()} exchanges, ${missing().length} things not seen yet`);
    }
    const told = messagesOf(receiver);
    onProgress?.('now whatever is refused');
    const { met, complaints } = await refuseAll({ city, outside, operations: byId, judge }, tally);
    const { findings } = tally.report(0, []);
    return {
      operations,
      exchanges: notes.exchanges,
      messages: told,
      missing: missing(),
      wrong: findings.map(({ operation, wrong, answer }) => `${operation}: ${wrong}\n  ${answer}`),
      refusals: met,
      notRefused: complaints,
      storiesOver: [...over],
    };
  } finally {
    receiver.close();
    await sender.close();
  }
}

/** Some are refused only where many come at a time; and at last the city is not well, which is what is to be seen. */
async function refuseAll(
  { city, outside, operations, judge }: Omit<RefusalParts, 'pipeline'> & { readonly judge: Judge },
  tally: Tally,
): Promise<RefusalNotes> {
  const sender = createSender(city.urls.transactions, CROWD);
  const pipeline = createPipeline({
    sender,
    judge: (request, answer) => (answer.status >= 500 ? undefined : judge(request, answer)),
    tally,
    known: createKnownValues(),
  });
  try {
    return await playRefusals({ city, operations, pipeline, outside });
  } finally {
    await sender.close();
  }
}

async function tell(story: Story, stage: WebhookStage, over: Set<string>): Promise<void> {
  try {
    await story(stage);
  } catch (error) {
    if (!(error instanceof StoryOver)) throw error;
    over.add(`${story.name}: ${error.message}`);
  }
}

function createNotes(operations: readonly Operation[]) {
  const exchanges = new Map<string, Exchange[]>(operations.map(({ id }) => [id, []]));
  return {
    exchanges,
    count: () => [...exchanges.values()].flat().length,
    missing: () => operations.flatMap((operation) => missingOf(operation, exchanges.get(operation.id) ?? [])),
    taking: (pipeline: Pipeline): Pipeline => ({
      send: async (request) => {
        const answer = await pipeline.send(request);
        const exchange = exchangeOf(request, answer);
        if (exchange !== undefined) exchanges.get(request.operation.id)?.push(exchange);
        return answer;
      },
    }),
  };
}

function messagesOf({ messages }: Receiver): Message[] {
  return messages.map((body) => JSON.parse(body) as Message);
}

/** `payment-awaiting-confirmation` in the description is the type `payment.awaiting_confirmation`. */
export function webhookName(type: string): string {
  return type.replaceAll(/[._]/g, '-');
}

function unheard(types: readonly string[], receiver: Receiver): string[] {
  const heard = new Set(messagesOf(receiver).map(({ type }) => webhookName(type)));
  return types.filter((type) => !heard.has(type)).map((type) => `the webhook ${type}`);
}

/** Messages are sent after the answer. */
async function untilHeard(types: readonly string[], receiver: Receiver): Promise<void> {
  const deadlineMs = performance.now() + MESSAGES_TIMEOUT_MS;
  while (unheard(types, receiver).length > 0 && performance.now() < deadlineMs) await sleep(POLL_MS);
}
