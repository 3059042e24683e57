import { API_VERSIONS, CURRENT_API_VERSION } from '../http/api-version.ts';
import { VERSION_HEADER } from '../versions/spoken-version.ts';
import type { JsonSchema } from './json-schema.ts';

const KEY: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes a retry safe: the same key and body give the same answer. Printable ASCII, bare or quoted; at most once.',
  schema: { type: 'string', minLength: 1, maxLength: 257, pattern: '^(?:"[ !#-\\[\\]-~]+"|[!#-\\[\\]-~]+)$' },
};

/** What several operations take, under the names that `operation.ts` refers to. */
export const PARAMETERS: Readonly<Record<string, JsonSchema>> = {
  requiredIdempotencyKey: { ...KEY, required: true },
  optionalIdempotencyKey: { ...KEY, required: false },
  apiVersion: {
    name: VERSION_HEADER,
    in: 'header',
    required: false,
    description: `Which version of the API this request speaks; left out, the one that its caller keeps. This describes ${CURRENT_API_VERSION}.`,
    schema: { type: 'string', enum: [...API_VERSIONS] },
  },
};

export const HEADERS: Readonly<Record<string, JsonSchema>> = {
  RequestId: {
    description: 'Names this request in our logs.',
    schema: { type: 'string', pattern: '^req_[0-9a-f]{32}$' },
  },
  IdempotentReplayed: {
    description: '`true` when it was decided before, and nothing happened now.',
    schema: { type: 'string', const: 'true' },
  },
  ApiVersion: {
    description: 'The version of the API that this answer is in.',
    schema: { type: 'string', enum: [...API_VERSIONS] },
  },
  RetryAfter: {
    description: 'Seconds to wait before the next try.',
    schema: { type: 'integer', minimum: 0 },
  },
};
