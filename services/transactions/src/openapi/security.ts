import type { Access } from '../http/access.ts';
import type { Route } from '../http/route.ts';

type Scheme = Readonly<Record<string, string>>;

/** How each kind of caller shows who it is. */
export const SECURITY_SCHEMES = {
  operator: bearer("The operator's token: `op_test_` and a secret."),
  merchant: bearer("A merchant's API key (`mk_test_`), or a cashier's token."),
  applicant: bearer('The token that came with an application.'),
  residentDevice: {
    type: 'http',
    scheme: 'dpop',
    description: "A device's access token, with a proof by its key in the header `DPoP` (RFC 9449).",
  },
  residentSandbox: bearer("A resident's token in the sandbox: `rt_test_` and a secret."),
  signIn: bearer('The token of somebody who has just signed in, and may have no device here yet.'),
  bankSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description: 'HMAC-SHA256 over `webhook-id`, `webhook-timestamp` and the body (Standard Webhooks 1.0.0).',
  },
} as const satisfies Record<string, Scheme>;

function bearer(description: string) {
  return { type: 'http', scheme: 'bearer', description } as const;
}

type SchemeName = keyof typeof SECURITY_SCHEMES;

const SCHEMES_OF: Readonly<Record<keyof Access, readonly SchemeName[]>> = {
  operator: ['operator'],
  signIn: ['signIn'],
  resident: ['residentDevice', 'residentSandbox'],
  merchant: ['merchant'],
  applicant: ['applicant'],
};

/** One of these is enough; an empty list: anyone may call. */
export function securityOf({ access, verify }: Route): Partial<Record<SchemeName, readonly never[]>>[] {
  if (verify !== undefined) return [{ bankSignature: [] }];
  const kinds = Object.keys(access) as (keyof Access)[];
  return kinds.flatMap((kind) => SCHEMES_OF[kind].map((name) => ({ [name]: [] })));
}
