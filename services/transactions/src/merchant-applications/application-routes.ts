import { invariant } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import { problemOfRefusal } from '@tamsui/platform/http';
import { printNewApiKey } from '../api-keys/api-key-schema.ts';
import { type Route, route } from '../http/route.ts';
import type { CreateMerchantDeps } from '../merchants/create-merchant.ts';
import { APPLICATION_REFUSALS } from './application-errors.ts';
import {
  applicationWire,
  applyBody,
  newApplicationWire,
  printApplication,
  wentLiveWire,
} from './application-schema.ts';
import { findApplication } from './application-store.ts';
import { applyAsMerchant } from './apply.ts';
import { goLive } from './go-live.ts';
import { withdrawApplication } from './review-application.ts';

const TAG = 'Becoming a merchant';

/** What somebody who would be a merchant can do: apply, look, think better of it, and go live. */
export function applicationRoutes(deps: CreateMerchantDeps): Route[] {
  return [applyRoute(deps), getApplicationRoute(deps), withdrawRoute(deps), goLiveRoute(deps)];
}

function applyRoute(deps: CreateMerchantDeps): Route {
  return route({
    method: 'post',
    path: '/v1/merchant-applications',
    operation: 'applyAsMerchant',
    tag: TAG,
    summary: 'Apply to become a merchant',
    description: 'Anybody may. The answer has a token to follow the application with; it is shown this once.',
    access: {},
    body: applyBody,
    answers: { 201: newApplicationWire },
    refusals: [APPLICATION_REFUSALS],
    handle: async ({ body }) => {
      const businessNumber = body.kind === 'organisation' ? body.business_number : null;
      const { kind, name, payout_account: payoutAccount } = body;
      const applied = await applyAsMerchant(deps, { kind, name, businessNumber, payoutAccount });
      if (!applied.ok) throw problemOfRefusal(applied.refusal, APPLICATION_REFUSALS);
      const { application, token } = applied.value;
      return { status: 201, body: { ...printApplication(application), token } };
    },
  });
}

function getApplicationRoute(deps: CreateMerchantDeps): Route {
  return route({
    method: 'get',
    path: '/v1/merchant-application',
    operation: 'getOwnMerchantApplication',
    tag: TAG,
    summary: 'Say what became of your application',
    access: { applicant: true },
    answers: { 200: applicationWire },
    handle: async ({ who }) => ({ status: 200, body: await printed(deps, who.applicationId) }),
  });
}

function withdrawRoute(deps: CreateMerchantDeps): Route {
  return route({
    method: 'post',
    path: '/v1/merchant-application/withdraw',
    operation: 'withdrawMerchantApplication',
    tag: TAG,
    summary: 'Withdraw your application',
    access: { applicant: true },
    answers: { 200: applicationWire },
    refusals: [APPLICATION_REFUSALS],
    handle: async ({ who: { applicationId } }) => {
      const withdrawn = await withdrawApplication(deps, applicationId);
      if (!withdrawn.ok) throw problemOfRefusal(withdrawn.refusal, APPLICATION_REFUSALS);
      return { status: 200, body: await printed(deps, applicationId) };
    },
  });
}

function goLiveRoute(deps: CreateMerchantDeps): Route {
  return route({
    method: 'post',
    path: '/v1/merchant-application/go-live',
    operation: 'goLive',
    tag: TAG,
    summary: 'Become a merchant, once your application is approved',
    description:
      'You accept the fee that the application shows. The answer has your first API key, shown this once: when it is lost, ask the operator for another one.',
    access: { applicant: true },
    answers: { 201: wentLiveWire },
    refusals: [APPLICATION_REFUSALS],
    handle: async ({ who }) => {
      const live = await goLive(deps, who.applicationId);
      if (!live.ok) throw problemOfRefusal(live.refusal, APPLICATION_REFUSALS);
      const { merchantId, apiKey, secret } = live.value;
      return {
        status: 201,
        body: { merchant: formatPublicId('mer', merchantId), api_key: printNewApiKey(apiKey, secret) },
      };
    },
  });
}

async function printed({ database }: CreateMerchantDeps, id: Uuid) {
  const application = await findApplication(database, id);
  invariant(application !== undefined, 'applications are never removed');
  return printApplication(application);
}
