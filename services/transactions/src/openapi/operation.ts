import type { Route } from '../http/route.ts';
import { exampleId, publicIdPattern } from '../http/wire-fields.ts';
import { codeSamples } from './code-samples.ts';
import { answerExamples, examplesOf, queryExamples } from './example-objects.ts';
import type { JsonSchema, SchemaWriter } from './json-schema.ts';
import { type ProblemParts, problemResponses } from './problem-responses.ts';
import { type RecordedExample, recordedExamples } from './recorded-examples.ts';
import { securityOf } from './security.ts';

/** One route as an operation object of OpenAPI 3.1.1 (4.8.10). */
export function describeOperation(route: Route, schemas: SchemaWriter, problems: ProblemParts): JsonSchema {
  const { operation, tag, summary, description, access } = route;
  const recorded = recordedExamples(operation);
  const parameters = parametersOf(route, schemas, recorded);
  return {
    operationId: operation,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: securityOf(route),
    ...(Object.keys(access).length === 0 ? {} : { 'x-permissions': access }),
    parameters,
    ...requestBodyOf(route, schemas, recorded),
    responses: { ...answersOf(route, schemas, recorded), ...problemResponses(route, problems) },
    ...codeSamples(route, recorded),
  };
}

/** `/v1/payments/:id` in the spelling of path templates (OpenAPI 3.1.1, 4.8.8). */
export function pathTemplate(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function parametersOf(
  route: Route,
  schemas: SchemaWriter,
  recorded: readonly RecordedExample[],
): JsonSchema[] {
  return [
    ...pathParameters(route, recorded),
    VERSION_PARAMETER,
    ...keyParameters(route),
    ...queryParameters(route, schemas, recorded),
  ];
}

const VERSION_PARAMETER = { $ref: '#/components/parameters/apiVersion' };

function pathParameters({ id }: Route, recorded: readonly RecordedExample[]): JsonSchema[] {
  if (id === undefined) return [];
  const pattern = publicIdPattern(id.prefix).source;
  const schema = { type: 'string', pattern, examples: [exampleId(id.prefix)] };
  const description = `The id of the ${id.thing}.`;
  const examples = examplesOf(recorded, (example) => example.id);
  return [{ name: 'id', in: 'path', required: true, description, schema, ...examples }];
}

function keyParameters({ idempotency }: Route): JsonSchema[] {
  if (idempotency === undefined) return [];
  return [{ $ref: `#/components/parameters/${idempotency}IdempotencyKey` }];
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function queryParameters(
  { query }: Route,
  schemas: SchemaWriter,
  recorded: readonly RecordedExample[],
): JsonSchema[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemas.write(query, 'input') as ObjectSchema;
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
    ...queryExamples(recorded, name, schema),
  }));
}

function requestBodyOf(
  { body }: Route,
  schemas: SchemaWriter,
  recorded: readonly RecordedExample[],
): JsonSchema {
  if (body === undefined) return {};
  const schema = schemas.write(body, 'input');
  const required = ((schema as ObjectSchema).required ?? []).length > 0;
  const examples = examplesOf(recorded, (example) => example.body);
  return { requestBody: { required, content: { 'application/json': { schema, ...examples } } } };
}

const MEANINGS: Readonly<Record<number, string>> = {
  200: 'What was asked for.',
  201: 'It was done.',
  202: 'It was taken on, and will be done.',
  204: 'It was done; there is nothing to say.',
};

function answersOf(
  { answers, idempotency, contentType, otherFormats = {} }: Route,
  schemas: SchemaWriter,
  recorded: readonly RecordedExample[],
): Record<string, JsonSchema> {
  const mediaType: string = contentType ?? 'application/json';
  const replayed = { 'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' } };
  const requestId = { 'Request-Id': { $ref: '#/components/headers/RequestId' } };
  const always = { ...requestId, 'Tamsui-Version': { $ref: '#/components/headers/ApiVersion' } };
  const headers = idempotency === 'required' ? { ...always, ...replayed } : always;
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => {
      const description = MEANINGS[Number(status)] ?? 'What was asked for.';
      const others = status === '200' ? textsOf(otherFormats, recorded) : {};
      const examples = answerExamples(recorded, status, mediaType);
      const main = schema && { schema: schemas.write(schema, 'output'), ...examples };
      const content = main && { [mediaType]: main, ...others };
      return [status, { description, headers, ...(content === null ? {} : { content }) }];
    }),
  );
}

/** Other formats of an answer: to the description they are text. */
function textsOf(
  formats: NonNullable<Route['otherFormats']>,
  recorded: readonly RecordedExample[],
): JsonSchema {
  return Object.fromEntries(
    Object.entries(formats).map(([type, description]) => [
      type,
      { schema: { type: 'string', description }, ...answerExamples(recorded, '200', type) },
    ]),
  );
}
