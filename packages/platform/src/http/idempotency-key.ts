import type { HttpRequest } from './http-request.ts';
import { Problem } from './problem.ts';

const HEADER = 'idempotency-key';
/** Printable ASCII without the quote, up to 255 characters; bare, or quoted as a structured-field string. */
const KEY = /^(?:"([ !#-[\]-~]{1,255})"|([!#-[\]-~]{1,255}))$/;

/**
 * The `Idempotency-Key` of a request that moves money (draft-ietf-httpapi-idempotency-key-header, 2), without
 * its quotes. @throws Problem 400 when it is missing, sent twice, or malformed
 */
export function idempotencyKeyOf(req: HttpRequest): string {
  const sent = req.rawHeaders.filter(
    (name, index) => index % 2 === 0 && name.toLowerCase() === HEADER,
  ).length;
  if (sent === 0)
    throw keyProblem('idempotency_key_missing', 'Send an Idempotency-Key header: it makes a retry safe.');
  if (sent > 1) throw keyProblem('idempotency_key_malformed', 'Send exactly one Idempotency-Key header.');
  const match = KEY.exec(req.get(HEADER) ?? '');
  const key = match?.[1] ?? match?.[2];
  if (key === undefined) {
    throw keyProblem(
      'idempotency_key_malformed',
      'An Idempotency-Key has 1 to 255 printable ASCII characters.',
    );
  }
  return key;
}

function keyProblem(code: string, detail: string): Problem {
  return new Problem({
    status: 400,
    code,
    detail,
    errors: [{ pointer: 'header:Idempotency-Key', code, message: detail }],
  });
}
