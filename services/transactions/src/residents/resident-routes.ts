import { formatPublicId } from '@tamsui/ids';
import { problemOfRefusal } from '@tamsui/platform/http';
import { alreadyCreated, creationId } from '../http/creation-key.ts';
import { notFound } from '../http/id-fields.ts';
import { type Route, route } from '../http/route.ts';
import type { ChangeLimitsDeps } from '../own-limits/change-limits.ts';
import { changeAssurance } from './change-assurance.ts';
import { type CreateResidentDeps, createSandboxResident } from './create-resident.ts';
import { eraseResident } from './erase-resident.ts';
import { ERASE_REFUSALS, RESIDENT_REFUSALS } from './resident-errors.ts';
import { assuranceBody, createResidentBody, newResidentWire, printNewResident } from './resident-schema.ts';

const resident = { prefix: 'res', thing: 'resident' } as const;

export interface ResidentRoutesDeps extends CreateResidentDeps, ChangeLimitsDeps {}

export function residentRoutes(deps: ResidentRoutesDeps): Route[] {
  return [createResidentRoute(deps), changeAssuranceRoute(deps), eraseResidentRoute(deps)];
}

function createResidentRoute(deps: CreateResidentDeps): Route {
  return route({
    method: 'post',
    path: '/v1/residents',
    operation: 'createResident',
    tag: 'Residents',
    summary: 'Add a resident with a wallet and a token of the sandbox; the token is shown this once',
    access: { operator: true },
    idempotency: 'optional',
    body: createResidentBody,
    answers: { 201: newResidentWire },
    refusals: [RESIDENT_REFUSALS],
    handle: async ({ body: { name, assurance, ...known }, key }) => {
      const id = creationId(key, ['operator', 'POST /v1/residents']);
      const personal = { name, ...personalOf(known) };
      const created = await createSandboxResident(deps, { id, assurance, personal });
      if (created.ok) {
        const { resident, token } = created.value;
        return { status: 201, body: printNewResident(resident, name, token) };
      }
      if (created.refusal.code === 'already_created') throw alreadyCreated(formatPublicId('res', id));
      throw problemOfRefusal(created.refusal, RESIDENT_REFUSALS);
    },
  });
}

function changeAssuranceRoute(deps: ResidentRoutesDeps): Route {
  return route({
    method: 'put',
    path: '/v1/residents/:id/assurance',
    operation: 'changeResidentsAssurance',
    tag: 'Residents',
    summary: 'Say how sure it is who a resident is; the limits of the wallet follow at once',
    access: { operator: true },
    id: resident,
    body: assuranceBody,
    answers: { 200: assuranceBody },
    handle: async ({ id, body }) => {
      if (!(await changeAssurance(deps, id, body.assurance)).ok) throw notFound('resident');
      return { status: 200, body };
    },
  });
}

function eraseResidentRoute(deps: ResidentRoutesDeps): Route {
  return route({
    method: 'delete',
    path: '/v1/residents/:id/personal-data',
    operation: 'erasePersonalData',
    tag: 'Residents',
    summary: 'Destroy what is known of a person, for ever',
    description:
      'For when the law does not ask to keep it any more, five years after the relationship has ended in Taiwan. The wallet has to be empty. The journal stays, and says nothing of who it was.',
    access: { operator: true },
    id: resident,
    answers: { 204: null },
    refusals: [ERASE_REFUSALS],
    handle: async ({ id }) => {
      const erased = await eraseResident(deps, id);
      if (erased.ok) return { status: 204 };
      if (erased.refusal.code === 'resident_not_found') throw notFound('resident');
      throw problemOfRefusal({ ...erased.refusal, code: erased.refusal.code }, ERASE_REFUSALS);
    },
  });
}

function personalOf(body: { readonly bank_account: string; readonly phone_number?: string | undefined }) {
  const { bank_account, phone_number } = body;
  return { bank_account, ...(phone_number === undefined ? {} : { phone_number }) };
}
