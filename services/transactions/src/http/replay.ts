import { fingerprintOf } from '@tamsui/ids';
import type { Request, Response } from 'express';

/** What a request asked for, in a form that tells a retry from another request under the same key. */
export function fingerprintOfRequest(req: Request): string {
  return fingerprintOf({ method: req.method, path: req.path, body: req.body as unknown });
}

/** Says of an answer that it was decided before, and that nothing happened now. */
export function markReplay(res: Response, replayed: boolean): void {
  if (replayed) res.set('Idempotent-Replayed', 'true');
}
