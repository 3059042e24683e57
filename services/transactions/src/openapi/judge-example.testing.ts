import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Described, Example } from './examples.testing.ts';

/** The formats that this description uses (JSON Schema 2020-12, 7.3); another one fails to compile. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) =>
    /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  binary: () => true,
  uri: (text) => URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
};

/** Holds an example against its schema, by another validator than the service's own. Undefined when nothing is wrong. */
export function createExampleJudge(components: Described['components']) {
  // Shared schemas are compiled once, where they are named, and not into each that refers to them.
  const ajv = new Ajv2020({ strict: false, validateFormats: true, inlineRefs: false });
  for (const [name, validate] of Object.entries(FORMATS)) ajv.addFormat(name, validate);
  ajv.addSchema({ $id: 'api:', components });
  const compiled = new Map<string, ValidateFunction>();

  function validatorOf(schema: Example['schema']): ValidateFunction {
    const text = JSON.stringify(schema);
    const validate = compiled.get(text) ?? ajv.compile(withAbsoluteReferences(schema) as object);
    compiled.set(text, validate);
    return validate;
  }

  return ({ schema, value }: Pick<Example, 'schema' | 'value'>): string | undefined => {
    const validate = validatorOf(schema);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
}

function withAbsoluteReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAbsoluteReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [
      key,
      key === '$ref' && typeof member === 'string' ? `api:${member}` : withAbsoluteReferences(member),
    ]),
  );
}
