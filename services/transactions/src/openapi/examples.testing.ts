import type { JsonSchema } from './json-schema.ts';

/** The parts of a description that have examples. */
interface Media {
  readonly schema: JsonSchema;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown; readonly $ref?: string }>>;
}
type Content = Readonly<Record<string, Media>>;

interface Parameter extends Media {
  readonly $ref?: string;
  readonly name: string;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly 'x-codeSamples'?: readonly object[];
}

type Operations = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

export interface Described {
  readonly paths: Operations;
  readonly webhooks: Operations;
  readonly components: {
    readonly schemas: JsonSchema;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

export interface Example {
  readonly place: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
}

const operationsIn = (operations: Operations): Operation[] =>
  Object.values(operations).flatMap(Object.values);

/** Every example of a description, with the schema that it is an example of. */
export function examplesIn({ paths, webhooks, components }: Described): Example[] {
  const operations = [...operationsIn(paths), ...operationsIn(webhooks)];
  return operations.flatMap((operation) =>
    placesOf(operation).flatMap(({ place, media: { schema, examples = {} } }) =>
      Object.values(examples).map(({ value, $ref }) => ({
        place,
        schema,
        value: $ref === undefined ? value : components.examples[$ref.split('/').at(-1) ?? '']?.value,
      })),
    ),
  );
}

/** Where an example is missing. */
export function withoutExample({ paths, webhooks }: Described): string[] {
  const operations = operationsIn(paths);
  const unsampled = operations.filter((one) => (one['x-codeSamples'] ?? []).length === 0);
  const bare = [...operations, ...operationsIn(webhooks)]
    .flatMap(placesOf)
    .filter(({ media: { examples = {} } }) => Object.keys(examples).length === 0);
  return [...unsampled.map((one) => `${one.operationId} has no sample`), ...bare.map(({ place }) => place)];
}

interface Place {
  readonly place: string;
  readonly media: Media;
}

/** Headers are the same everywhere, and described where all of them are. */
function placesOf({ operationId, parameters = [], requestBody, responses }: Operation): Place[] {
  const asked = parameters.filter((one) => one.$ref === undefined && !('in' in one && one.in === 'header'));
  const answers = Object.entries(responses).flatMap(([status, { content }]) =>
    mediaOf(`${operationId}: ${status}`, content),
  );
  return [
    ...asked.map((media) => ({ place: `${operationId}: its parameter ${media.name}`, media })),
    ...mediaOf(`${operationId}: its body`, requestBody?.content),
    ...answers,
  ];
}

function mediaOf(place: string, content: Content = {}): Place[] {
  return Object.entries(content).map(([type, media]) => ({ place: `${place} ${type}`, media }));
}
