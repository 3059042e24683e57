import { type PublicIdPrefix, parsePublicId, type Uuid } from '@tamsui/ids';
import { Problem } from '@tamsui/platform/http';
import type { Request } from 'express';

/** What a path names. Text that is no id of this kind names nothing, just as an unknown id does. @throws Problem 404 */
export function pathId(req: Request, parameter: string, prefix: PublicIdPrefix, thing: string): Uuid {
  const text = req.params[parameter];
  return found(typeof text === 'string' ? parsePublicId(prefix, text) : undefined, parameter, thing);
}

/** Unwraps what was looked up by a parameter of the path. @throws Problem 404 `<thing>_not_found` */
export function found<Value>(value: Value | undefined, parameter: string, thing: string): Value {
  if (value !== undefined) return value;
  const message = `There is no such ${thing}.`;
  throw new Problem({
    status: 404,
    code: `${thing.replaceAll(' ', '_')}_not_found`,
    detail: message,
    errors: [{ pointer: `path:${parameter}`, code: 'not_found', message }],
  });
}
