import fc from 'fast-check';
import { z } from 'zod';
import type { Route } from '../http/route.ts';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
}

/** The least body that a route takes; undefined when it takes none. */
export function minimalBody({ body, method }: Route): unknown {
  if (body === undefined) return method === 'get' || method === 'delete' ? undefined : {};
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema;
  return minimal(schema, schema.$defs ?? {});
}

type Definitions = Readonly<Record<string, Schema>>;

function minimal(schema: Schema, defs: Definitions): unknown {
  if (schema.$ref !== undefined) return minimal(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs);
  if (schema.const !== undefined) return schema.const;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return minimal(choice, defs);
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.[0] ?? 'object');
  if (type === 'object') return minimalObject(schema, defs);
  if (type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => minimal(schema.items ?? {}, defs));
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return false;
  return schema.pattern === undefined ? 'x'.repeat(schema.minLength ?? 1) : matching(schema.pattern);
}

function minimalObject(
  { properties = {}, required = [] }: Schema,
  defs: Definitions,
): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, minimal(properties[name] ?? {}, defs)]));
}

function matching(pattern: string): string {
  return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 })[0] ?? '';
}
