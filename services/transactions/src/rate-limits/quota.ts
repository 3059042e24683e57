import { z } from 'zod';

/** How many requests a caller has in a window of time. */
export interface Quota {
  /** As the headers name it, for example `api-key`. */
  readonly name: string;
  readonly requests: number;
  readonly windowSeconds: number;
}

/**
 * Whose requests are counted together: of an API key or a cashier, of a resident's device, of the operator, of a bank
 * that signs its messages, and of an address for whoever needs no token.
 */
export const QUOTA_NAMES = ['api-key', 'device', 'operator', 'webhook', 'address'] as const;
export type QuotaName = (typeof QUOTA_NAMES)[number];
export type Quotas = Readonly<Record<QuotaName, Quota>>;

/** A chain of shops has one API key for many tills; a phone has one pair of thumbs. */
const USUAL: Readonly<Record<QuotaName, readonly [requests: number, windowSeconds: number]>> = {
  'api-key': [30_000, 60],
  device: [600, 60],
  operator: [30_000, 60],
  webhook: [30_000, 60],
  address: [600, 60],
};

const SHAPE = /^([a-z-]+)=([1-9][0-9]{0,8})\/([1-9][0-9]{0,4})$/;

/** Reads `device=600/60,address=600/60`: requests and seconds; what is not named stays as usual. */
export const quotas: z.ZodType<Quotas, string> = z.string().transform((text, context) => {
  const given = { ...USUAL };
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [, name, requests, seconds] = SHAPE.exec(part) ?? [];
    if (name === undefined || !isQuotaName(name)) {
      const message = `must be like device=600/60, of ${QUOTA_NAMES.join(', ')}, separated by commas`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    given[name] = [Number(requests), Number(seconds)];
  }
  const named = QUOTA_NAMES.map((name) => {
    const [requests, windowSeconds] = given[name];
    return [name, { name, requests, windowSeconds }];
  });
  return Object.fromEntries(named) as Quotas;
});

function isQuotaName(text: string): text is QuotaName {
  return (QUOTA_NAMES as readonly string[]).includes(text);
}
