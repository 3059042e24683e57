/** A JSON Schema, as far as an OpenAPI description has any. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Content {
  readonly [type: string]: { readonly schema: Schema };
}

interface OperationObject {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface Description {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly webhooks?: Readonly<Record<string, unknown>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

/** One operation of the described API, with everything that a request and its answer are made of. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With `{id}`. */
  readonly path: string;
  /** Of the API, which this describes. Each request names it: in another one, answers are described otherwise. */
  readonly version: string;
  /** The names of the security schemes that let in; none: anyone. */
  readonly schemes: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly responses: ReadonlyMap<number, Response>;
}

interface Response {
  /** What a body is; undefined when there is none. */
  readonly schema: Schema | undefined;
  /** The codes of a problem; undefined when any may come. */
  readonly codes: ReadonlySet<string> | undefined;
  /** All its media types. */
  readonly types: readonly string[];
  /** The media types of what is neither JSON nor a stream. */
  readonly files: ReadonlySet<string>;
}

const VERSION_HEADER = 'Tamsui-Version';

export function operationsOf({ info, paths, components }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      version: info.version,
      schemes: operation.security.flatMap(Object.keys),
      parameters: (operation.parameters ?? [])
        .map((parameter) =>
          parameter.$ref === undefined ? parameter : named(components.parameters, parameter.$ref),
        )
        .filter(({ name }) => name !== VERSION_HEADER),
      body: operation.requestBody?.content['application/json']?.schema,
      responses: new Map(
        Object.entries(operation.responses).map(([status, { content }]) => [
          Number(status),
          responseOf(content),
        ]),
      ),
    })),
  );
}

const NO_FILES = new Set(['application/json', 'application/problem+json', 'text/event-stream']);

function responseOf(content: Content | undefined): Response {
  const problem = content?.['application/problem+json']?.schema;
  const codes = problem?.allOf?.[1]?.properties?.code?.enum;
  return {
    schema: (content?.['application/json'] ?? content?.['text/event-stream'])?.schema ?? problem,
    codes: codes === undefined ? undefined : new Set(codes.map(String)),
    types: Object.keys(content ?? {}),
    files: new Set(Object.keys(content ?? {}).filter((type) => !NO_FILES.has(type))),
  };
}

/** What a reference like `#/components/schemas/Payment` names. */
export function named<Value>(from: Readonly<Record<string, Value>>, reference: string): Value {
  const value = from[reference.slice(reference.lastIndexOf('/') + 1)];
  if (value === undefined) throw new Error(`the description has no ${reference}`);
  return value;
}
