import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { createRandom } from '../../simulation/src/random.ts';
import type { Schema } from './description.ts';
import { createKnownValues } from './known-values.ts';
import { validValue } from './valid-values.ts';

const schemas = {
  Money: { type: 'object', properties: { amount: { type: 'string' } }, required: ['amount'] },
};
const schema: Schema = {
  type: 'object',
  properties: {
    terminal: { type: 'string', pattern: '^ter_[0-7][0-9a-hjkmnp-tv-z]{25}$' },
    amount: { type: 'string', pattern: '^[1-9][0-9]{0,4}(?:\\.00)?$' },
    note: { type: 'string', minLength: 1, maxLength: 20 },
    reason: { type: ['string', 'null'] },
    limit: { type: 'integer', minimum: 1, maximum: 100 },
    kind: { enum: ['a', 'b'] },
    parts: { type: 'array', minItems: 1, maxItems: 4, items: { $ref: '#/components/schemas/Money' } },
    how: { oneOf: [{ type: 'boolean' }, { const: 'later' }] },
  },
  required: ['terminal', 'amount', 'note', 'limit', 'kind', 'parts', 'how'],
};
const TERMINAL = 'ter_01k0c3d9v2e8qt4m7x5r6w1zha';

it('are as the schema says, and the same for the same seed', () => {
  const ajv = new Ajv2020({ strict: false }).addSchema({ $id: 'api:', components: { schemas } });
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/comp', '"api:#/comp')) as object;
  const validate = ajv.compile(absolute);
  const made = (seed: number) =>
    validValue({ random: createRandom(seed), known: createKnownValues(), schemas }, schema);
  for (let seed = 0; seed < 300; seed++) {
    expect(validate(made(seed)), JSON.stringify([made(seed), validate.errors])).toBe(true);
  }
  expect(made(7)).toEqual(made(7));
});

it('are mostly of things that the API has told of', () => {
  const known = createKnownValues();
  known.learn({ data: [{ id: TERMINAL }] });
  const values = Array.from({ length: 100 }, (_, seed) =>
    validValue({ random: createRandom(seed), known, schemas }, schema),
  );
  const heard = values.filter((value) => (value as { terminal: string }).terminal === TERMINAL);
  expect(heard.length).toBeGreaterThan(60);
});
