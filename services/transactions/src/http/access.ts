import { type HttpRequest, Problem } from '@tamsui/platform/http';
import type { Authenticate } from '../auth/credentials.ts';
import type {
  ApplicantPrincipal,
  Assurance,
  MerchantPrincipal,
  OperatorPrincipal,
  Permission,
  Principal,
  ResidentPrincipal,
  SignInPrincipal,
} from '../auth/principal.ts';
import { callerOf } from './credentials.ts';

/** Who may call a route: the kinds of caller it names, and what it asks of each. Nobody named: anyone. */
export interface Access {
  readonly operator?: true;
  readonly signIn?: true;
  /** The least assurance. */
  readonly resident?: Assurance;
  readonly merchant?: Permission;
  readonly applicant?: true;
}

/** The caller that a route with this access is handed. */
export type Caller<A extends Access> =
  | (A extends { readonly operator: true } ? OperatorPrincipal : never)
  | (A extends { readonly signIn: true } ? SignInPrincipal : never)
  | (A extends { readonly resident: Assurance } ? ResidentPrincipal : never)
  | (A extends { readonly merchant: Permission } ? MerchantPrincipal : never)
  | (A extends { readonly applicant: true } ? ApplicantPrincipal : never);

/** Of the kinds of principal, the names that `Access` has for them. */
const ACCESS_NAMES = {
  operator: 'operator',
  sign_in: 'signIn',
  resident: 'resident',
  merchant: 'merchant',
  applicant: 'applicant',
} as const satisfies Record<Principal['kind'], keyof Access>;

export function isPublic(access: Access): boolean {
  return Object.keys(access).length === 0;
}

/** None or an unknown token: 401. Another kind of caller than the route is for, or too little a right: 403. */
export async function admit(
  authenticate: Authenticate,
  access: Access,
  req: HttpRequest,
): Promise<Principal | undefined> {
  if (isPublic(access)) return undefined;
  const principal = await callerOf(authenticate, req);
  const problem = whyNot(access, principal);
  if (problem !== undefined) throw problem;
  return principal;
}

function whyNot(access: Access, who: Principal): Problem | undefined {
  if (access[ACCESS_NAMES[who.kind]] === undefined) return wrongKind(access, who);
  if (who.kind === 'merchant' && access.merchant !== undefined && !who.permissions.has(access.merchant)) {
    return forbidden('permission_missing', `This needs the permission ${access.merchant}.`);
  }
  if (who.kind === 'resident' && access.resident === 'gold' && who.assurance !== 'gold') {
    return forbidden('assurance_too_low', 'This needs a sign-in with a proven identity: sign in again.');
  }
  return undefined;
}

function wrongKind(access: Access, who: Principal): Problem {
  const wanted = Object.keys(access)
    .map((name) => (name === 'signIn' ? 'sign-in' : name))
    .join(' or ');
  return forbidden(
    'wrong_token_kind',
    `This is for a ${wanted}'s token; this one is a ${who.kind.replace('_', '-')}'s.`,
  );
}

function forbidden(code: string, detail: string): Problem {
  return new Problem({ status: 403, code, detail });
}
