import type { JsonSchema } from './json-schema.ts';

/** One of these tells what a value may be. */
const SPEAKING = ['type', 'const', 'enum', 'anyOf', 'oneOf', 'allOf', '$ref', 'properties', 'description'];
/** Members of a description that hold one schema; several in a list; several by their names. */
const ONE = new Set(['schema', 'items']);
const SEVERAL = new Set(['properties', 'schemas', 'anyOf', 'oneOf', 'allOf', 'prefixItems']);

/** The places in a description where a schema says nothing at all, so that anything would fit. */
export function silentPlaces(value: unknown, place = '#'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const here = `${place}/${name}`;
    return [...silentSchemas(name, member, here), ...silentPlaces(member, here)];
  });
}

function silentSchemas(name: string, member: unknown, place: string): string[] {
  if (ONE.has(name)) return isSilent(member) ? [place] : [];
  if (!SEVERAL.has(name) || typeof member !== 'object' || member === null) return [];
  return Object.entries(member as JsonSchema)
    .filter(([, schema]) => isSilent(schema))
    .map(([key]) => `${place}/${key}`);
}

function isSilent(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && !SPEAKING.some((word) => word in schema);
}
