import type { z } from 'zod';

/** The first member of an intent that is wrong, for example `payload/amount`. */
export function memberOf(part: 'header' | 'payload', { issues: [issue] }: z.ZodError): string {
  const path = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : (issue?.path ?? []);
  return [part, ...path.map(String)].join('/').slice(0, 64);
}
