import type { JsonSchema } from './json-schema.ts';
import type { RecordedExample } from './recorded-examples.ts';

/** Example Objects by their names (OpenAPI 3.1.1, 4.8.19), or no member at all. */
interface WithExamples {
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** What recorded examples have in one place; what several have alike is shown once. */
export function examplesOf(
  recorded: readonly RecordedExample[],
  partOf: (example: RecordedExample) => unknown,
): WithExamples {
  const seen = new Set<string>();
  const entries = recorded.flatMap((example) => {
    const value = partOf(example);
    const text = JSON.stringify(value);
    if (value === undefined || seen.has(text)) return [];
    seen.add(text);
    return [[example.name, { value }] as const];
  });
  return entries.length === 0 ? {} : { examples: Object.fromEntries(entries) };
}

export function answerExamples(
  recorded: readonly RecordedExample[],
  status: string,
  mediaType: string,
): WithExamples {
  const answered = recorded.filter((one) => String(one.status) === status && one.type === mediaType);
  return examplesOf(answered, ({ answer }) => answer);
}

/** A value of a query is text on its way, and described as what it is read as. */
export function queryExamples(
  recorded: readonly RecordedExample[],
  name: string,
  { type }: JsonSchema,
): WithExamples {
  return examplesOf(recorded, ({ query = {} }) => {
    const text = query[name];
    return text !== undefined && type === 'integer' ? Number(text) : text;
  });
}
