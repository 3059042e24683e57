import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets requests with the bank's token through. Hashes have equal length, so the comparison takes equal time. */
export function requireBearer(apiToken: string): RequestHandler {
  const expected = sha256(apiToken);
  return (request, response, next) => {
    const token = /^Bearer ([!-~]{1,500})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token !== undefined && timingSafeEqual(sha256(token), expected)) return next();
    response.setHeader('WWW-Authenticate', 'Bearer');
    sendProblem(response, {
      status: 401,
      code: 'unauthenticated',
      detail: 'Send the token of the bank as Authorization: Bearer.',
    });
  };
}
