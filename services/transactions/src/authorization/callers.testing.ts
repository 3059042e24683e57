import { type Assurance, PERMISSIONS, type Permission } from '../auth/principal.ts';
import { CASHIER_ROLES, type CashierRole, permissionsOf } from '../cashiers/cashier.ts';
import { cashierAtTill } from '../cashiers/cashiers.testing.ts';
import type { Access } from '../http/access.ts';
import { applicationBody, businessNumber, onboarding } from '../merchant-applications/onboarding.testing.ts';
import { type Api, textOf } from '../testing/api.ts';
import type { TestService } from '../testing/test-service.ts';
import {
  bearerApi,
  makeParty,
  type Party,
  type PartyResident,
  phoneResident,
  sandboxResident,
  signedInApi,
} from './parties.testing.ts';

/** Someone who calls, with what they are allowed. */
export interface Caller {
  /** Undefined for somebody whom we do not know. */
  readonly kind: keyof Access | undefined;
  readonly assurance?: Assurance;
  readonly permissions?: ReadonlySet<Permission>;
  readonly api: Api;
  /** Whose things are the caller's own. */
  readonly party: Party;
}

/** Makes callers of one kind: each new one has things of its own. */
export interface CallerKind {
  readonly name: string;
  make(): Promise<Caller>;
}

let applications = 0;

/** Every kind of caller that there is. */
export function callerKinds(service: TestService): CallerKind[] {
  const { operatorToken } = service;
  const party = async () => makeParty(service, await sandboxResident(service, 'gold'));
  const stranger = (token: string) => async () => ({
    kind: undefined,
    api: bearerApi(service, token),
    party: await party(),
  });
  return [
    { name: 'no token', make: async () => ({ kind: undefined, api: service.api, party: await party() }) },
    { name: 'an unknown token', make: stranger('mk_test_unknown') },
    { name: 'a mistyped token', make: stranger(operatorToken.replace(/.{6}$/, '000000')) },
    {
      name: 'operator',
      make: async () => ({ kind: 'operator', api: bearerApi(service, operatorToken), party: await party() }),
    },
    {
      name: 'sign-in',
      make: async () => ({ kind: 'signIn', api: await signedInApi(service), party: await party() }),
    },
    { name: 'applicant', make: () => applicant(service, party) },
    ...(['general', 'gold'] as const).map((assurance) => ({
      name: `resident, ${assurance}`,
      make: async () => residentOf(service, await sandboxResident(service, assurance), assurance),
    })),
    {
      name: "resident's phone",
      make: async () => residentOf(service, await phoneResident(service), 'gold'),
    },
    { name: 'merchant', make: async () => merchantOf(service, await party(), PERMISSIONS) },
    ...PERMISSIONS.map((permission) => ({
      name: `merchant, ${permission}`,
      make: async () => merchantOf(service, await party(), [permission]),
    })),
    ...CASHIER_ROLES.map((role) => ({
      name: `at the till, ${role}`,
      make: async () => cashierOf(service, await party(), role),
    })),
  ];
}

async function applicant(service: TestService, party: () => Promise<Party>): Promise<Caller> {
  applications += 1;
  const body = applicationBody(businessNumber(applications));
  const { token } = await onboarding(service).apply(body);
  return { kind: 'applicant', api: bearerApi(service, token), party: await party() };
}

async function residentOf(
  service: TestService,
  resident: PartyResident,
  assurance: Assurance,
): Promise<Caller> {
  return { kind: 'resident', assurance, api: resident.api, party: await makeParty(service, resident) };
}

async function merchantOf(
  service: TestService,
  party: Party,
  scopes: readonly Permission[],
): Promise<Caller> {
  const body = { name: 'Matrix', scopes };
  const created = await service.api.post('/v1/api-keys', { token: party.merchant.key, body });
  const api = bearerApi(service, textOf(created, 'key'));
  return { kind: 'merchant', permissions: new Set(scopes), api, party };
}

async function cashierOf(service: TestService, party: Party, role: CashierRole): Promise<Caller> {
  const { token } = await cashierAtTill(service, party.merchant, role);
  return { kind: 'merchant', permissions: permissionsOf(role), api: bearerApi(service, token), party };
}
