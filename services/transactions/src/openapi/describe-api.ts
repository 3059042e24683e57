import { CURRENT_API_VERSION } from '../http/api-version.ts';
import type { Route } from '../http/route.ts';
import { changeLog } from '../versions/change-log.ts';
import { describeWebhooks } from './describe-webhooks.ts';
import { createSchemaWriter, type JsonSchema } from './json-schema.ts';
import { describeOperation, pathTemplate } from './operation.ts';
import { createProblemExamples } from './problem-examples.ts';
import { PROBLEMS_OF_ALL, problemWire } from './problem-responses.ts';
import { SECURITY_SCHEMES } from './security.ts';
import { HEADERS, PARAMETERS } from './shared-parts.ts';
import { describeTags } from './tags.ts';

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: JsonSchema;
  readonly servers: readonly JsonSchema[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  /** What we send by ourselves, by the type of event. */
  readonly webhooks: Readonly<Record<string, JsonSchema>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

const ABOUT = `Amounts are decimal strings in major units with a currency. Every answer has a \`Request-Id\`. What goes
wrong is told in a problem document (RFC 9457); what belongs to somebody else is answered as what does not exist. A
request that moves money carries an \`Idempotency-Key\`: the same key and body give the same answer, for ever.`;

/**
 * Describes the API by OpenAPI 3.1, from the very objects that are mounted: what validates is what is described.
 * @throws Error when two routes have one operation or one place, or a schema cannot be written
 */
export function describeApi(routes: readonly Route[]): OpenApiDocument {
  const schemas = createSchemaWriter();
  const problemExamples = createProblemExamples(routes, PROBLEMS_OF_ALL);
  const problems = { problemRef: schemas.write(problemWire, 'output'), problemExamples };
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    const place = pathTemplate(route.path);
    const methods = paths[place] ?? {};
    if (methods[route.method] !== undefined)
      throw new Error(`BUG: ${route.method} ${place} is declared twice`);
    paths[place] = { ...methods, [route.method]: describeOperation(route, schemas, problems) };
  }
  assertUnique(routes.map(({ operation }) => operation));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tamsui',
      version: CURRENT_API_VERSION,
      description: `${ABOUT}\n\n## Versions\n\n${changeLog()}`,
    },
    servers: [{ url: '/' }],
    tags: describeTags(new Set(routes.map(({ tag }) => tag))),
    paths,
    webhooks: describeWebhooks(schemas),
    components: {
      schemas: schemas.named,
      examples: problemExamples.named,
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function assertUnique(operations: readonly string[]): void {
  const twice = operations.find((name, index) => operations.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`BUG: two routes are called ${twice}`);
}
