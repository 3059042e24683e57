import { timingSafeEqual } from 'node:crypto';
import { hashSecretToken } from '@tamsui/ids';
import type { RequestHandler } from 'express';
import type { HttpRequest } from './http-request.ts';
import { Problem } from './problem.ts';

const BEARER = /^Bearer ([!-~]{1,512})$/i;

/** The token of `Authorization: Bearer …` (RFC 6750, 2.1). @throws Problem 401 when there is none */
export function bearerToken(req: HttpRequest): string {
  const token = BEARER.exec(req.get('authorization') ?? '')?.[1];
  if (token === undefined) throw unauthorized('Send Authorization: Bearer and your token.');
  return token;
}

/** The answer to a caller who does not say who it is, or whom we do not know. */
export function unauthorized(detail: string): Problem {
  return new Problem({
    status: 401,
    code: 'unauthorized',
    detail,
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}

/**
 * Lets a request pass that brings this one secret: for calls between our own services.
 * @returns what throws a Problem 401 when a request brings another, or none
 */
export function checkSharedToken(expected: string): (req: HttpRequest) => void {
  const expectedHash = hashSecretToken(expected);
  return (req) => {
    // Hashes are compared: they have one length, and how long the comparison takes tells nothing.
    if (!timingSafeEqual(hashSecretToken(bearerToken(req)), expectedHash))
      throw unauthorized('The token is not known.');
  };
}

/** The same for all routes behind it. */
export function requireSharedToken(expected: string): RequestHandler {
  const check = checkSharedToken(expected);
  return (req, _res, next) => {
    check(req);
    next();
  };
}
