import type { z } from 'zod';
import type { HttpRequest } from './http-request.ts';
import { type FieldProblem, Problem } from './problem.ts';

/** More complaints than these about one request help nobody. */
const MAX_ERRORS = 20;

/** Reads a JSON body by its schema. @throws Problem 400 that points at every wrong field, 415 when it is no JSON */
export function parseBody<Schema extends z.ZodType>(schema: Schema, req: HttpRequest): z.output<Schema> {
  if (
    req.body === undefined &&
    req.get('content-type') !== undefined &&
    req.is('application/json') === false
  ) {
    throw new Problem({
      status: 415,
      code: 'unsupported_media_type',
      detail: 'Send the body as application/json.',
    });
  }
  return parse(schema, req.body ?? {}, '');
}

/** Reads the query parameters by their schema. @throws Problem 400 */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, req: HttpRequest): z.output<Schema> {
  return parse(schema, { ...req.query }, 'query:');
}

/** Reads the parameters of the path by their schema. @throws Problem 400 */
export function parseParams<Schema extends z.ZodType>(schema: Schema, req: HttpRequest): z.output<Schema> {
  return parse(schema, { ...req.params }, 'path:');
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown, place: string): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, MAX_ERRORS).flatMap((issue) => fieldProblems(issue, place));
  const named = errors.map((error) => error.pointer || 'the body').join(', ');
  throw new Problem({
    status: 400,
    code: 'validation_failed',
    detail: `Not as described: ${named}.`,
    errors,
  });
}

function fieldProblems(issue: z.core.$ZodIssue, place: string): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_ERRORS).map((key) => ({
      pointer: pointerOf(place, [...issue.path, key.slice(0, 64)]),
      code: 'unknown_field',
      message: 'There is no such field.',
    }));
  }
  return [{ pointer: pointerOf(place, issue.path), code: codeOf(issue), message: issue.message }];
}

/** A schema may give its own code through `params.code`; otherwise the validator's kind of issue is the code. */
function codeOf(issue: z.core.$ZodIssue): string {
  const own: unknown = issue.code === 'custom' ? issue.params?.code : undefined;
  return typeof own === 'string' ? own : issue.code;
}

/** JSON Pointer (RFC 6901, 3) for a body; `query:name` or `path:name` otherwise. */
function pointerOf(place: string, path: readonly PropertyKey[]): string {
  if (place !== '') return place + path.map(String).join('.');
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
