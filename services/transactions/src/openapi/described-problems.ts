import type { RefusalStatuses } from '@tamsui/platform/http';
import { type Access, isPublic } from '../http/access.ts';
import { RATE_LIMIT_REFUSALS } from '../http/caller-limit.ts';
import { EXPORT_REFUSALS } from '../http/concurrent-exports.ts';
import { notFoundCode } from '../http/id-fields.ts';
import type { Route } from '../http/route.ts';
import { VERSION_REFUSALS } from '../versions/spoken-version.ts';

/** A problem that a route may answer with. */
export interface DescribedProblem {
  readonly status: number;
  readonly code: string;
  /** When it does. */
  readonly detail: string;
  /** True when the same request may be sent again unchanged. */
  readonly retryable?: boolean;
  /** The field that it is always about. */
  readonly pointer?: string;
}

/**
 * Every problem that a route answers with: those of its own tables, and those that come with what it takes. Not listed
 * are the faults (503, when a part of the city is away) and our own mistakes (500), which any route may meet.
 */
export function describedProblems(route: Route): DescribedProblem[] {
  return [
    ...inputProblems(route),
    ...accessProblems(route),
    ...limitProblems(route),
    ...pathProblems(route),
    ...ownProblems(route),
  ];
}

function inputProblems(route: Route): DescribedProblem[] {
  return [
    of(400, 'validation_failed', 'The fields that `errors` points at are not as described.'),
    of(400, 'malformed_json', 'The body is no JSON object.'),
    of(400, 'malformed_request', 'The request could not be read.'),
    ...(route.query === undefined ? [] : [of(400, 'cursor_invalid', 'The cursor is not from this list.')]),
    ...keyProblems(route),
    ...problemsOf(VERSION_REFUSALS),
    of(413, 'body_too_large', 'The body is too large.'),
    of(415, 'unsupported_media_type', 'The body is not application/json.'),
    of(415, 'unsupported_encoding', 'The body has a charset or an encoding that is not taken.'),
  ];
}

function keyProblems({ idempotency }: Route): DescribedProblem[] {
  if (idempotency === undefined) return [];
  const malformed = of(400, 'idempotency_key_malformed', 'The Idempotency-Key is no key.');
  const missing = of(400, 'idempotency_key_missing', 'There is no Idempotency-Key.');
  return idempotency === 'required' ? [missing, malformed] : [malformed];
}

function accessProblems({ access }: Route): DescribedProblem[] {
  if (isPublic(access)) return [];
  return [
    of(401, 'unauthorized', 'There is no token, or it is not known, or not any more.'),
    of(403, 'wrong_token_kind', 'The token is for another kind of caller.'),
    ...rightProblems(access),
  ];
}

function rightProblems({ merchant, resident }: Access): DescribedProblem[] {
  return [
    ...(merchant === undefined
      ? []
      : [of(403, 'permission_missing', `It needs the permission ${merchant}.`)]),
    ...(resident === 'gold' ? [of(403, 'assurance_too_low', 'It needs a proven identity.')] : []),
  ];
}

function limitProblems({ urgency }: Route): DescribedProblem[] {
  const tables = urgency === 'export' ? [RATE_LIMIT_REFUSALS, EXPORT_REFUSALS] : [RATE_LIMIT_REFUSALS];
  return tables.flatMap(problemsOf);
}

function pathProblems({ id }: Route): DescribedProblem[] {
  return id === undefined ? [] : [of(404, notFoundCode(id.thing), `There is no such ${id.thing}.`)];
}

function ownProblems({ refusals = [] }: Route): DescribedProblem[] {
  return refusals.flatMap(problemsOf);
}

function problemsOf(table: RefusalStatuses<string>): DescribedProblem[] {
  return Object.entries(table).map(([code, facts]) => ({ ...facts, code }));
}

function of(status: number, code: string, detail: string): DescribedProblem {
  return { status, code, detail };
}
