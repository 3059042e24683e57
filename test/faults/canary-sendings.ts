import type { RunningCity } from '../city/running-city.ts';
import { createAsk } from '../fuzz/src/ask.ts';
import { type Caller, stranger } from '../fuzz/src/callers.ts';
import type { Draft } from '../fuzz/src/compose-request.ts';
import { type Description, type Operation, operationsOf } from '../fuzz/src/description.ts';
import { createJudge } from '../fuzz/src/judge-answer.ts';
import type { KnownValues } from '../fuzz/src/known-values.ts';
import { callersOf } from '../fuzz/src/parties.ts';
import { makePeople, outsideOf } from '../fuzz/src/people.ts';
import { createPipeline } from '../fuzz/src/pipeline.ts';
import { createTally } from '../fuzz/src/report.ts';
import { createSender } from '../fuzz/src/send-request.ts';
import { validValue } from '../fuzz/src/valid-values.ts';
import { createRandom } from '../simulation/src/random.ts';
import { createAviary } from './canaries.ts';
import { type Template, withCanaries, xmlWithCanaries } from './canary-requests.ts';
import { ROUTES } from './hostile-routes.ts';

export const CONNECTIONS = 8;
/** The one route that takes XML. */
const PAYMENT_FILES = '/v1/payment-files';

/** One request on its way to a service. */
export interface Sending {
  readonly service: string;
  readonly caller: Caller;
  readonly draft: Draft;
}

/** Every route of every service, with canaries in every place; real people's secrets are kept in `known`. */
export async function sendingsOf(city: RunningCity, known: KnownValues): Promise<Sending[]> {
  return [...(await toPublicApi(city, known)), ...toServices(city)];
}

/** The public API by its own description, each operation by somebody whom it is for and by nobody. */
async function toPublicApi(city: RunningCity, known: KnownValues): Promise<Sending[]> {
  const response = await fetch(`${city.facts.urls.transactions}/openapi.json`);
  const description = (await response.json()) as Description;
  const operations = operationsOf(description);
  const people = callersOf(await peopleWithTokens(city, known, description, operations));
  const random = createRandom(1);
  const canaryOf = createAviary();
  const nobody = stranger('nobody');
  return operations.flatMap((operation) => {
    const { body: schema, parameters } = operation;
    const source = { random, known, schemas: description.components.schemas };
    const template: Template = {
      method: operation.method,
      path: operation.path,
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      body: schema === undefined ? undefined : validValue(source, schema),
      headers: {},
    };
    const callers = operation.schemes.map((scheme) => people.find((one) => one.scheme === scheme) ?? nobody);
    return withCanaries(template, canaryOf).flatMap((draft) =>
      [...callers, nobody].map((caller) => ({ service: 'transactions', caller, draft })),
    );
  });
}

async function peopleWithTokens(
  city: RunningCity,
  known: KnownValues,
  description: Description,
  operations: readonly Operation[],
) {
  const sender = createSender(city.facts.urls.transactions, CONNECTIONS);
  const judge = createJudge({ description, slowMs: undefined });
  const pipeline = createPipeline({ sender, judge, tally: createTally(), known });
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const ask = createAsk({
    pipeline,
    operations: byId,
    random: createRandom(1),
    mischief: 0,
    title: 'canaries',
  });
  try {
    return await makePeople(ask, outsideOf(city.facts), city.facts);
  } finally {
    await sender.close();
  }
}

/** The services behind it, and the pages of the sandbox's identity provider. */
function toServices(city: RunningCity): Sending[] {
  const { financeToken, ledgerApiToken, bankApiToken } = city.facts.secrets;
  const tokens: Readonly<Record<string, string>> = {
    settlement: financeToken,
    ledger: ledgerApiToken,
    'sandbox-bank': bankApiToken,
  };
  const canaryOf = createAviary();
  const inside = ROUTES.filter(({ service }) => service !== 'transactions').map(
    ({ service, method, path, body, query = [] }) => ({
      service,
      template: { method, path, body, query, headers: {} },
    }),
  );
  const outside = [
    ['GET', '/sign-in/:id', undefined],
    ['POST', '/sign-in/:id', { person: 'mei', acr: 'gold' }],
    ['GET', '/auth', undefined],
    ['POST', '/token', { grant_type: 'authorization_code', code: 'x', client_secret: 'x' }],
    ['GET', '/me', undefined],
  ] as const;
  const atProvider = outside.map(([method, path, body]) => {
    const query = ['client_id', 'state', 'code_challenge', 'redirect_uri', 'login_hint'];
    return { service: 'sandbox-identity', template: { method, path, body, query, headers: {} } };
  });
  const notaryPaths = ['/v1/heads', '/v1/key', '/v1/proofs/entries/:id', '/v1/proofs/consistency'];
  const atNotary = notaryPaths.map((path) => {
    return {
      service: 'notary',
      template: { method: 'GET', path, body: undefined, query: ['book', 'from'], headers: {} },
    };
  });
  return [...inside, ...atProvider, ...atNotary].flatMap(({ service, template }) => {
    const authorization = `Bearer ${tokens[service] ?? 'none'}`;
    const caller = stranger(service, tokens[service] === undefined ? {} : { authorization });
    const drafts = withCanaries(template, canaryOf);
    const files =
      template.path === PAYMENT_FILES && template.method === 'POST' ? xmlWithCanaries(template) : [];
    return [...drafts, ...files].map((draft) => ({ service, caller, draft }));
  });
}
