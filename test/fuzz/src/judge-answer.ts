import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FuzzRequest } from './compose-request.ts';
import type { Description, Operation } from './description.ts';
import { type FuzzAnswer, isStream } from './send-request.ts';

/** What is wrong with an answer; undefined when nothing is. */
export type Judge = (request: FuzzRequest, answer: FuzzAnswer) => string | undefined;

export interface JudgeOptions {
  readonly description: Description;
  /** An answer that takes longer is wrong; undefined: time does not count. */
  readonly slowMs: number | undefined;
}

/** Holds answers against the description, by another validator than the service's own. */
export function createJudge({ description, slowMs }: JudgeOptions): Judge {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema({ $id: 'api:', components: description.components });
  const compiled = new Map<object, ValidateFunction>();

  function complaintAbout(schema: object, text: string): string | undefined {
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile(withAbsoluteReferences(schema) as object);
      compiled.set(schema, validate);
    }
    return validate(JSON.parse(text)) ? undefined : ajv.errorsText(validate.errors);
  }

  return (request, { status, contentType, text, fileBytes, tookMs }) => {
    if (status === 0) return `no answer: ${text}`;
    if (status >= 500 && !isShed(text) && !isSimulated(text)) return `an answer of ${status}`;
    if (slowMs !== undefined && tookMs > slowMs + allowedMs(request))
      return `an answer after ${Math.round(tookMs)} ms`;
    if (status >= 400 && text !== '' && !contentType.startsWith('application/problem+json')) {
      return `a ${status} that is no problem document`;
    }
    if (!isOf(request.operation, request) || status === 304) return undefined;
    if (fileBytes !== undefined) return wrongFile(request.operation, status, contentType, fileBytes);
    if (!isStream(contentType)) return undescribed(request.operation, status, text, complaintAbout);
    for (const message of messagesOf(text)) {
      const complaint = undescribed(request.operation, status, message, complaintAbout);
      if (complaint !== undefined) return complaint;
    }
    return undefined;
  };
}

/** Bytes are what they are; that there are some, and of which type, is what is described. */
function wrongFile(
  { responses }: Operation,
  status: number,
  contentType: string,
  bytes: number,
): string | undefined {
  const mediaType = contentType.split(';')[0] ?? '';
  if (responses.get(status)?.files.has(mediaType) !== true) {
    return `an answer of ${status} as ${mediaType}, which is not described`;
  }
  return bytes === 0 ? `an empty ${mediaType}` : undefined;
}

/** What each whole message of a stream carries. */
export function messagesOf(text: string): string[] {
  const messages = text.split('\n\n').slice(0, -1);
  return messages.flatMap((message) => /^data: (.*)$/m.exec(message)?.[1] ?? []);
}

/** Said no before anything was decided, because too much is going on: what a city under load should say. */
function isShed(text: string): boolean {
  return text.includes('"code":"overloaded"');
}

/** What a sandbox takes longer on purpose: for an amount that its table calls slow, and for its bank. */
function allowedMs({ path, body }: FuzzRequest): number {
  if (path.startsWith(WAITS_FOR_BANK)) return Number.POSITIVE_INFINITY;
  return body.includes('"amount":"1408"') ? 2_000 : 0;
}

/** An amount of a sandbox that goes wrong on purpose, and says so. */
function isSimulated(text: string): boolean {
  return text.includes('"simulated":true');
}

/** Simulated residents get their money from the bank before they do anything. */
const WAITS_FOR_BANK = '/v1/sandbox/';

/** False when the request was changed into one to another route, or to none. */
function isOf({ method, path }: Operation, request: FuzzRequest): boolean {
  const parts = path.split('/');
  const asked = (request.path.split('?')[0] ?? '').split('/');
  const samePath =
    parts.length === asked.length &&
    parts.every((part, index) => part.startsWith('{') || part === asked[index]);
  return request.method === method && samePath && request.kind !== 'a hostile path';
}

function undescribed(
  { responses }: Operation,
  status: number,
  text: string,
  complaintAbout: (schema: object, text: string) => string | undefined,
): string | undefined {
  const described = responses.get(status);
  if (described === undefined) return `an answer of ${status}, which is not described`;
  if (described.codes !== undefined) {
    const { code } = JSON.parse(text) as { code?: unknown };
    if (!described.codes.has(String(code))) return `the code ${String(code)} at ${status} is not described`;
  }
  if (described.schema === undefined)
    return text === '' ? undefined : `a body at ${status}, where none is described`;
  const complaint = complaintAbout(described.schema, text);
  return complaint === undefined
    ? undefined
    : `an answer of ${status} that is not as described: ${complaint}`;
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
