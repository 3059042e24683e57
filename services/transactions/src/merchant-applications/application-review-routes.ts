import type { Result } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { pageWire, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import type { CheckAccount } from './account-checker.ts';
import { APPLICATION_REFUSALS, APPROVAL_REFUSALS } from './application-errors.ts';
import {
  applicationWithHistoryWire,
  approveBody,
  listApplicationsQuery,
  printReviewedApplication,
  printStep,
  rejectBody,
  reviewedApplicationWire,
  staffBody,
} from './application-schema.ts';
import { findApplication, listApplications } from './application-store.ts';
import {
  approveApplication,
  checkBankAccount,
  rejectApplication,
  startReview,
} from './review-application.ts';
import { listSteps } from './step-store.ts';
import type { StepDeps } from './take-step.ts';

export interface ReviewDeps extends StepDeps {
  readonly checkAccount: CheckAccount;
}

const SHARED = {
  tag: 'Reviewing applications',
  access: { operator: true },
  id: { prefix: 'apl', thing: 'merchant application' },
} as const;
const REVIEWED = { answers: { 200: reviewedApplicationWire }, refusals: [APPLICATION_REFUSALS] } as const;

/** How the operator decides on applications: one looks, a second one agrees. */
export function applicationReviewRoutes(deps: ReviewDeps): Route[] {
  return [
    listApplicationsRoute(deps),
    getApplicationRoute(deps),
    route({
      ...SHARED,
      ...REVIEWED,
      method: 'post',
      path: '/v1/merchant-applications/:id/review',
      operation: 'reviewMerchantApplication',
      summary: 'Begin to review an application',
      body: staffBody,
      handle: ({ id, body }) => reviewed(deps, id, () => startReview(deps, { id, staff: body.staff })),
    }),
    route({
      ...SHARED,
      ...REVIEWED,
      method: 'post',
      path: '/v1/merchant-applications/:id/account-check',
      operation: 'checkAccountOfMerchantApplication',
      summary: 'Ask the bank whether the account belongs to the name',
      description:
        'As often as needed: a bank that is late or away is asked again. Its latest answer counts, and every one is kept in the history.',
      body: staffBody,
      handle: ({ id, body }) => reviewed(deps, id, () => checkBankAccount(deps, { id, staff: body.staff })),
    }),
    route({
      ...SHARED,
      ...REVIEWED,
      method: 'post',
      path: '/v1/merchant-applications/:id/approve',
      operation: 'approveMerchantApplication',
      summary: 'Approve an application that somebody else has reviewed',
      body: approveBody,
      refusals: [APPLICATION_REFUSALS, APPROVAL_REFUSALS],
      handle: ({ id, body: { staff, evidence, fee_basis_points: feeBasisPoints } }) =>
        reviewed(deps, id, () => approveApplication(deps, { id, staff, evidence, feeBasisPoints })),
    }),
    route({
      ...SHARED,
      ...REVIEWED,
      method: 'post',
      path: '/v1/merchant-applications/:id/reject',
      operation: 'rejectMerchantApplication',
      summary: 'Reject an application, with the reason that the applicant is told',
      body: rejectBody,
      handle: ({ id, body }) => reviewed(deps, id, () => rejectApplication(deps, { id, ...body })),
    }),
  ];
}

const REFUSALS = { ...APPLICATION_REFUSALS, ...APPROVAL_REFUSALS };

/** Takes a step of an application that is there, and shows what it has become. */
async function reviewed(
  { database }: ReviewDeps,
  id: Uuid,
  step: () => Promise<Result<unknown, { readonly code: keyof typeof REFUSALS }>>,
): Promise<Reply> {
  found(await findApplication(database, id), SHARED.id.thing);
  const taken = await step();
  if (!taken.ok) throw problemOfRefusal({ ...taken.refusal }, REFUSALS satisfies RefusalStatuses<string>);
  const application = found(await findApplication(database, id), SHARED.id.thing);
  return { status: 200, body: printReviewedApplication(application) };
}

function listApplicationsRoute({ database }: ReviewDeps): Route {
  return route({
    method: 'get',
    path: '/v1/merchant-applications',
    operation: 'listMerchantApplications',
    tag: SHARED.tag,
    summary: 'List applications, in the order in which they came',
    access: SHARED.access,
    query: listApplicationsQuery,
    answers: { 200: pageWireOf(reviewedApplicationWire) },
    handle: async ({ query: { limit, cursor, state = null } }) => {
      const after = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listApplications(database, { state, limit: limit + 1, after });
      const print = printReviewedApplication;
      return { status: 200, body: pageWire(rows, limit, { print, placeOf: ({ id }) => ({ after: id }) }) };
    },
  });
}

function getApplicationRoute({ database }: ReviewDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: '/v1/merchant-applications/:id',
    operation: 'getMerchantApplication',
    summary: 'Show an application with all that happened to it',
    answers: { 200: applicationWithHistoryWire },
    handle: async ({ id }) => {
      const application = found(await findApplication(database, id), SHARED.id.thing);
      const history = (await listSteps(database, id)).map(printStep);
      return { status: 200, body: { ...printReviewedApplication(application), history } };
    },
  });
}
