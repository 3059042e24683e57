import { differences } from './differences.ts';
import type { Examples } from './examples.ts';
import type { Exchange } from './exchange.ts';
import { normalise } from './normalise.ts';
import { type Message, type Played, webhookName } from './play-stories.ts';

export interface Held {
  /** How many examples of requests were performed. */
  readonly performed: number;
  /** How many examples of webhooks were received. */
  readonly received: number;
  /** What the city does otherwise than an example says. */
  readonly complaints: readonly string[];
}

/** Holds what a city did against the examples: each request was made, and was answered as its example says. */
export function holdToExamples({ operations, webhooks }: Examples, played: Played): Held {
  const requests = Object.entries(operations).flatMap(([id, examples]) =>
    examples.map((example) => ({ id, example })),
  );
  const messages = Object.entries(webhooks);
  const silent = played.operations.map(({ id }) => id).filter((id) => (operations[id] ?? []).length === 0);
  return {
    performed: requests.length,
    received: messages.length,
    complaints: [
      ...silent.map((id) => `${id} has no example`),
      ...requests.flatMap(({ id, example }) => complaintsOfRequest(id, example, played)),
      ...messages.flatMap(([type, example]) => complaintsOfMessage(type, example, played.messages)),
    ],
  };
}

function complaintsOfRequest(id: string, example: Exchange, { exchanges }: Played): string[] {
  const title = `${id} ${example.status} ${example.type ?? ''}`.trimEnd();
  const all = exchanges.get(id);
  if (all === undefined) return [`${title}: there is no such operation`];
  const asked = all.filter((one) => requestOf(one) === requestOf(example));
  if (asked.length === 0) return [`${title}: nobody sent this request: ${requestOf(example)}`];
  const answers = asked.map((one) => answerOf(example, one));
  return answers.some((places) => places.length === 0)
    ? []
    : [`${title}: the answer differs at ${answers[0]?.join(', ')}`];
}

function requestOf({ caller, id, query, body }: Exchange): string {
  return JSON.stringify({ caller, id, query, body });
}

function answerOf(example: Exchange, { status, type, answer }: Exchange): string[] {
  if (status !== example.status) return [`its status, which is ${status}`];
  if (type !== example.type) return [`its type, which is ${type}`];
  // Of a file its first words have to be the same ones.
  const isFile = typeof answer === 'string' && !(type ?? '').includes('csv');
  if (isFile) return answer === example.answer ? [] : ['its beginning'];
  return differences(example.answer, answer, '/answer');
}

function complaintsOfMessage(type: string, example: unknown, messages: readonly Message[]): string[] {
  const ofType = messages.filter((message) => webhookName(message.type) === webhookName(type));
  if (ofType.length === 0) return [`the webhook ${type}: none was sent`];
  const answers = ofType.map((message) => differences(example, normalise(message), ''));
  return answers.some((places) => places.length === 0)
    ? []
    : [`the webhook ${type}: it differs at ${answers[0]?.join(', ')}`];
}
