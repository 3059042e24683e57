import { z } from 'zod';

export type JsonSchema = { readonly [key: string]: unknown };

/** `input`: what a caller sends. `output`: what we answer. */
type Direction = 'input' | 'output';

/** Writes zod schemas as JSON Schema (draft 2020-12, as OpenAPI 3.1 wants it), the named ones once. */
export interface SchemaWriter {
  write(schema: z.ZodType, io: Direction): JsonSchema;
  /** What was written so far and has a name: `.meta({ id })`. */
  readonly named: Readonly<Record<string, JsonSchema>>;
}

const VERSION = 'draft-2020-12';
const DEFINITIONS = '#/$defs/';
const COMPONENTS = '#/components/schemas/';

/** The formats that zod writes together with a long pattern; the format says it all. */
const FORMATS_WITHOUT_PATTERN = new Set<unknown>(['date', 'date-time', 'uuid']);
const TEXT_RULES = ['pattern', 'minLength', 'maxLength', 'format'] as const;

/**
 * What zod cannot describe (a transformed answer, a type of our own) is described by its `.meta` alone; without one it
 * says nothing, and the test of silent places finds it.
 */
export function createSchemaWriter(): SchemaWriter {
  const named: Record<string, JsonSchema> = {};

  function write(schema: z.ZodType, io: Direction): JsonSchema {
    const written = z.toJSONSchema(schema, { io, target: VERSION, unrepresentable: 'any', override: tidy });
    const { $schema: _version, $defs = {}, ...body } = withComponents(written) as JsonSchema;
    for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
      assertSame(name, named[name], definition);
      named[name] = definition;
    }
    return body;
  }

  return { write, named };
}

function tidy({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void {
  if (FORMATS_WITHOUT_PATTERN.has(jsonSchema.format)) delete jsonSchema.pattern;
  // A number in a query is read from text, and described as the number that it is.
  if (jsonSchema.type === 'integer') for (const rule of TEXT_RULES) delete jsonSchema[rule];
}

/** Two schemas with one name would make the description of one of them a lie. */
function assertSame(name: string, before: JsonSchema | undefined, now: JsonSchema): void {
  if (before === undefined || JSON.stringify(before) === JSON.stringify(now)) return;
  throw new Error(`BUG: two different schemas are named ${name}`);
}

function withComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace(DEFINITIONS, COMPONENTS)
        : withComponents(member),
    ]),
  );
}
