import type { CityFacts } from '../../city/running-city.ts';
import { createRandom } from '../../simulation/src/random.ts';
import { createAsk, StoryOver } from './ask.ts';
import { composeRequest } from './compose-request.ts';
import { type Description, operationsOf } from './description.ts';
import { createJudge } from './judge-answer.ts';
import { createKnownValues } from './known-values.ts';
import { callersOf, type People } from './parties.ts';
import { makePeople, outsideOf } from './people.ts';
import { createPipeline } from './pipeline.ts';
import type { Tally } from './report.ts';
import { createSender } from './send-request.ts';
import { sideBySide } from './side-by-side.ts';
import { STORIES } from './stories/index.ts';

export interface FuzzInput {
  readonly city: CityFacts;
  readonly description: Description;
  readonly tally: Tally;
  /** How many are sent, and a few more to finish what was begun. */
  readonly requests: number;
  readonly seed: number;
  readonly slowMs?: number;
  /** Ends the run before its time. */
  readonly signal?: AbortSignal;
}

/** Few enough that an answer is not slow for want of a processor. */
const CONNECTIONS = 8;
/** People lose their rights on the way: wallets are frozen, keys revoked. Then others come. */
const NEW_PEOPLE_EVERY = 4_000;
const MAX_ATTEMPTS = 10;
/** Of the turns; a story is some five requests. */
const STORIES_AMONG_TURNS = 0.07;
const MISCHIEF_IN_STORIES = 0.25;

/** Sends made-up requests, single ones and whole stories, and counts what was answered. */
export async function fuzz(input: FuzzInput): Promise<void> {
  const { city, description, tally, requests, seed, slowMs, signal } = input;
  const operations = operationsOf(description);
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const known = createKnownValues();
  const sender = createSender(city.urls.transactions, CONNECTIONS);
  const pipeline = createPipeline({ sender, judge: createJudge({ description, slowMs }), tally, known });
  const outside = outsideOf(city);
  const schemas = description.components.schemas;
  const end = tally.sent() + requests;
  let nextPeople = tally.sent() + NEW_PEOPLE_EVERY;
  let turns = 0;
  let people = await newPeople();

  /** Somebody else's requests may freeze a wallet or revoke a key before its owner is ready. */
  async function newPeople(attempt = 1): Promise<People> {
    const [random, title] = [createRandom(seed ^ turns), `people-${turns}-${attempt}`];
    const ask = createAsk({ pipeline, operations: byId, random, mischief: 0, title });
    try {
      return await makePeople(ask, outside, city);
    } catch (error) {
      if (!(error instanceof StoryOver) || attempt >= MAX_ATTEMPTS) throw error;
      tally.storyOver(error.message);
      return newPeople(attempt + 1);
    }
  }

  async function takeTurn(): Promise<void> {
    const turn = turns++;
    const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ turn);
    if (!random.chance(STORIES_AMONG_TURNS)) {
      const composer = { source: { random, known, schemas }, people: callersOf(people) };
      await pipeline.send(composeRequest(composer, random.pick(operations)));
      return;
    }
    const title = `story-${seed}-${turn}`;
    const ask = createAsk({ pipeline, operations: byId, random, mischief: MISCHIEF_IN_STORIES, title });
    try {
      await random.pick(STORIES)({ people, outside, random, ask });
    } catch (error) {
      if (!(error instanceof StoryOver)) throw error;
      tally.storyOver(error.message);
    }
  }

  const hasMore = (): boolean => tally.sent() < end && signal?.aborted !== true;

  async function takeTurnAmongPeople(): Promise<void> {
    if (tally.sent() >= nextPeople) {
      nextPeople += NEW_PEOPLE_EVERY;
      people = await newPeople();
    }
    await takeTurn();
  }

  try {
    await sideBySide({ count: CONNECTIONS, hasMore, takeTurn: takeTurnAmongPeople });
  } catch (error) {
    tally.brokeOff(error);
  } finally {
    await sender.close();
  }
}
