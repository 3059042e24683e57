import { z } from 'zod';

/** A resident looks at the phone, confirms, and the phone sends: two minutes are plenty. */
const MAX_INTENT_LIFETIME_S = 120;
/** How far a device's clock may be ahead of ours (RFC 8725bis asks for at most a minute). */
const MAX_CLOCK_SKEW_S = 60;

const seconds = z.number().int().nonnegative();

/** When something was signed, and when it stops to work. */
export const intentTimes = {
  iat: seconds.meta({ description: 'When it is signed, in seconds since 1970.' }),
  exp: seconds.meta({
    description: `When it stops to work, in seconds since 1970: at most ${MAX_INTENT_LIFETIME_S} after \`iat\`.`,
  }),
};

interface Times {
  readonly iat: number;
  readonly exp: number;
}

export function isShortLived({ iat, exp }: Times): boolean {
  return exp > iat && exp - iat <= MAX_INTENT_LIFETIME_S;
}

export const SHORT_LIVED = {
  path: ['exp'],
  message: `must be at most ${MAX_INTENT_LIFETIME_S} seconds after iat`,
};

/** What time says against an intent. It works until the instant it expires, and not at it. */
export function untimely({ iat, exp }: Times, now: Date): 'intent_not_yet' | 'intent_expired' | null {
  if (now.getTime() >= exp * 1_000) return 'intent_expired';
  return iat * 1_000 - now.getTime() > MAX_CLOCK_SKEW_S * 1_000 ? 'intent_not_yet' : null;
}
