import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const LOCALS_KEY = 'requestId';
export const REQUEST_ID_HEADER = 'Request-Id';

/** Of every request there is one, and nothing is found by it but lines of logs: it need not sort by time. */
export function newRequestId(): string {
  return `req_${randomUUID().replaceAll('-', '')}`;
}

/** Gives every answer a `Request-Id`, which logs and problem documents repeat. */
export const requestIdMiddleware: RequestHandler = (_req, res, next) => {
  const requestId = newRequestId();
  res.locals[LOCALS_KEY] = requestId;
  res.set(REQUEST_ID_HEADER, requestId);
  next();
};

/** The identifier of the request that this response answers. */
export function requestIdOf(res: Response): string {
  const id: unknown = res.locals[LOCALS_KEY];
  return typeof id === 'string' ? id : 'req_unknown';
}
