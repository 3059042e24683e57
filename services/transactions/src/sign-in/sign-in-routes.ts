import { problemOfRefusal } from '@tamsui/platform/http';
import { type Route, route } from '../http/route.ts';
import { type CompleteSignInDeps, completeSignIn } from './complete-sign-in.ts';
import { SIGN_IN_REFUSALS } from './sign-in-errors.ts';
import {
  completeSignInBody,
  printSignedIn,
  signedInWire,
  startedSignInWire,
  startSignInBody,
} from './sign-in-schema.ts';
import { startSignIn } from './start-sign-in.ts';

const TAG = 'Sign-in and devices';
/** Answers with secrets are for one reader. */
const NO_STORE = { 'Cache-Control': 'no-store' };

export function signInRoutes(deps: CompleteSignInDeps): Route[] {
  return [startSignInRoute(deps), completeSignInRoute(deps)];
}

function startSignInRoute(deps: CompleteSignInDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sign-ins/start',
    operation: 'startSignIn',
    tag: TAG,
    summary: 'Get the address at which a resident signs in',
    access: {},
    body: startSignInBody,
    answers: { 201: startedSignInWire },
    handle: async ({ body: { assurance } }) => {
      const { authorizationUrl, state, expiresAt } = await startSignIn(deps, assurance);
      const body = { authorization_url: authorizationUrl, state, expires_at: expiresAt.toISOString() };
      return { status: 201, body, headers: NO_STORE };
    },
  });
}

function completeSignInRoute(deps: CompleteSignInDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sign-ins',
    operation: 'completeSignIn',
    tag: TAG,
    summary: 'Turn the code of the identity provider into a sign-in; a new resident joins with it',
    access: {},
    body: completeSignInBody,
    answers: { 201: signedInWire },
    refusals: [SIGN_IN_REFUSALS],
    handle: async ({ body }) => {
      const signedIn = await completeSignIn(deps, body);
      if (!signedIn.ok) throw problemOfRefusal(signedIn.refusal, SIGN_IN_REFUSALS);
      return { status: 201, body: printSignedIn(signedIn.value), headers: NO_STORE };
    },
  });
}
