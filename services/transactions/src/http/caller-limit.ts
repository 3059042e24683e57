import { isIPv6 } from 'node:net';
import { type HeaderSink, type HttpRequest, Problem, type RefusalStatuses } from '@tamsui/platform/http';
import type { Principal } from '../auth/principal.ts';
import type { Quota, QuotaName, Quotas } from '../rate-limits/quota.ts';
import type { RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { Standing } from '../rate-limits/token-bucket.ts';
import type { ExportPlaces } from './concurrent-exports.ts';
import type { Route } from './route.ts';

export interface CallerLimitDeps {
  readonly limiter: RateLimiter;
  readonly quotas: Quotas;
  readonly exportPlaces: ExportPlaces;
}

/**
 * Counts a request against the quota of its caller, and says so in the answer; an export takes a place besides.
 * @throws Problem 429
 */
export type CallerLimit = (
  route: Pick<Route, 'urgency' | 'verify'>,
  who: Principal | undefined,
  req: HttpRequest,
  answer: HeaderSink,
) => Promise<void>;

export const RATE_LIMIT_REFUSALS: RefusalStatuses<'rate_limit_exceeded'> = {
  rate_limit_exceeded: {
    status: 429,
    detail: 'Nothing was decided: you have sent more requests than your quota allows. Send it again later.',
    retryable: true,
  },
};

export function createCallerLimit({ limiter, quotas, exportPlaces }: CallerLimitDeps): CallerLimit {
  return async (route, who, req, answer) => {
    const isSigned = route.verify !== undefined;
    const [name, caller] = who === undefined ? ofStranger(isSigned, req) : ofPrincipal(who);
    const quota = quotas[name];
    const taken = limiter.take(quota, caller);
    const standing = taken instanceof Promise ? await taken : taken;
    answer.set(rateLimitHeaders(quota, standing));
    if (!standing.allowed) throw tooMany(quota, standing);
    if (route.urgency === 'export') exportPlaces(caller, answer);
  };
}

type Counted = readonly [QuotaName, string];

function ofPrincipal(who: Principal): Counted {
  switch (who.kind) {
    case 'operator':
      return ['operator', 'operator'];
    case 'merchant':
      return ['api-key', who.actor.id];
    case 'resident':
      return ['device', who.deviceId ?? who.residentId];
    case 'sign_in':
      return ['device', who.signInId];
    case 'applicant':
      return ['device', who.applicationId];
  }
}

function ofStranger(isSigned: boolean, { ip = '' }: HttpRequest): Counted {
  return [isSigned ? 'webhook' : 'address', networkOf(ip)];
}

/** A household has one IPv4 address, or 2^64 of IPv6 (RFC 6177): those count as one. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups.slice(0, 4).map(shortGroup).join(':')}::/64`;
}

function shortGroup(group: string): string {
  return Number.parseInt(group, 16).toString(16);
}

/** As draft-ietf-httpapi-ratelimit-headers-11 writes them: the quota, and what is left of it. */
function rateLimitHeaders(quota: Quota, { left, resetSeconds }: Standing): Record<string, string> {
  return {
    'RateLimit-Policy': `"${quota.name}";q=${quota.requests};w=${quota.windowSeconds}`,
    RateLimit: `"${quota.name}";r=${left};t=${resetSeconds}`,
  };
}

function tooMany(quota: Quota, { resetSeconds }: Standing): Problem {
  const { rate_limit_exceeded: refusal } = RATE_LIMIT_REFUSALS;
  return new Problem({
    ...refusal,
    code: 'rate_limit_exceeded',
    facts: { quota: quota.name },
    headers: { 'Retry-After': String(resetSeconds) },
  });
}
