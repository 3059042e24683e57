import { newUuid } from '@tamsui/ids';
import type { RequestHandler, Response } from 'express';

const LOCALS_KEY = 'requestId';

/** Gives every answer a `Request-Id`, which logs and problem documents repeat. */
export const requestIdMiddleware: RequestHandler = (_req, res, next) => {
  const requestId = `req_${newUuid().replaceAll('-', '')}`;
  res.locals[LOCALS_KEY] = requestId;
  res.set('Request-Id', requestId);
  next();
};

/** The identifier of the request that this response answers. */
export function requestIdOf(res: Response): string {
  const id: unknown = res.locals[LOCALS_KEY];
  return typeof id === 'string' ? id : 'req_unknown';
}
