import type { Random } from '../../simulation/src/random.ts';
import type { Caller } from './callers.ts';
import { type Draft, jsonOf, sentBy, withOneThingWrong } from './compose-request.ts';
import type { Operation } from './description.ts';
import type { Pipeline } from './pipeline.ts';
import { isStream } from './send-request.ts';

/** What somebody does in a story: an operation with just the values that are needed there. */
export interface Step {
  /** What the path names. */
  readonly id?: string | undefined;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer's members; of lists, `data`; none of a stream or a file. */
// biome-ignore lint/suspicious/noExplicitAny: each story knows the shape of its answers, and the judge has held them against the description
export type Told = Readonly<Record<string, any>>;

/** @throws StoryOver when the answer is no success */
export type Ask = (caller: Caller, operation: string, step?: Step) => Promise<Told>;

/** Nothing is wrong: somebody else's mischief came between, or a limit is reached. */
export class StoryOver extends Error {
  override readonly name = 'StoryOver';
}

export interface AskParts {
  readonly pipeline: Pipeline;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly random: Random;
  /** How often a step is sent with one thing wrong before, from 0 to 1; a third as often once more afterwards. */
  readonly mischief: number;
  /** Makes the story's idempotency keys its own. */
  readonly title: string;
}

/** A wrong turn before a step tries deep places, such as a half captured payment, with all that is hostile. */
export function createAsk({ pipeline, operations, random, mischief, title }: AskParts): Ask {
  let steps = 0;
  return async (caller, operationId, step = {}) => {
    const operation = operations.get(operationId);
    if (operation === undefined) throw new Error(`the description has no operation ${operationId}`);
    steps += 1;
    const draft = draftOf(operation, step, `${title}-${steps}`);
    if (random.chance(mischief)) {
      await pipeline.send(sentBy(caller, operation, withOneThingWrong(random, draft, operation)));
    }
    const { status, text, contentType } = await pipeline.send(sentBy(caller, operation, draft));
    if (random.chance(mischief / 3)) {
      await pipeline.send(sentBy(caller, operation, { ...draft, kind: 'once more' }));
    }
    if (status < 200 || status >= 300) {
      throw new StoryOver(`${operationId} by ${caller.name} was answered ${status} ${text.slice(0, 500)}`);
    }
    // A stream's messages are each their own.
    return text === '' || isStream(contentType) ? {} : (JSON.parse(text) as Told);
  };
}

export function draftOf(operation: Operation, { id = '', query, body, headers }: Step, key: string): Draft {
  const path = operation.path.replace('{id}', id);
  const takesKey = operation.parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key');
  return {
    kind: 'in a story',
    method: operation.method,
    path: query === undefined ? path : `${path}?${new URLSearchParams(query).toString()}`,
    headers: {
      ...(takesKey ? { 'idempotency-key': key } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? Buffer.alloc(0) : jsonOf(body),
  };
}
