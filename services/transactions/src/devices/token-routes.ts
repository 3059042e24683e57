import { type HttpRequest, problemOfRefusal } from '@tamsui/platform/http';
import { checkDpopProof, type Proof } from '../auth/dpop-proof.ts';
import type { ReplayGuard } from '../auth/replay-guard.ts';
import { dpopProblem, proofOf } from '../http/credentials.ts';
import { type Route, route } from '../http/route.ts';
import { PROOF_REFUSALS, REFRESH_REFUSALS } from './device-errors.ts';
import { printTokens, refreshTokensBody, tokensWire } from './device-schema.ts';
import { type RefreshTokensDeps, refreshTokens } from './refresh-tokens.ts';

export interface TokenRoutesDeps extends RefreshTokensDeps {
  readonly replays: ReplayGuard;
  readonly publicUrls: readonly string[];
}

export function tokenRoutes(deps: TokenRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/tokens',
      operation: 'refreshTokens',
      tag: 'Sign-in and devices',
      summary: 'Get the next access token for a refresh token, with a DPoP proof by the device',
      description:
        'A refresh token works once. After a lost reply the same one gets the same answer for two minutes; later, or ' +
        'when it is older than the last but one, it ends the session, and the device signs in again.',
      access: {},
      body: refreshTokensBody,
      answers: { 200: tokensWire },
      refusals: [REFRESH_REFUSALS, PROOF_REFUSALS],
      handle: async ({ body: { refresh_token: refreshToken }, req }) => {
        const proof = await newProofOf(deps, req);
        const refreshed = await refreshTokens(deps, { refreshToken, proof });
        if (!refreshed.ok) throw problemOfRefusal(refreshed.refusal, REFRESH_REFUSALS);
        return {
          status: 200,
          body: printTokens(refreshed.value),
          headers: { 'Cache-Control': 'no-store' },
        };
      },
    }),
  ];
}

/** @throws Problem 401 when there is none for this request, or it came before */
async function newProofOf(deps: TokenRoutesDeps, req: HttpRequest): Promise<Proof> {
  const { clock, publicUrls, replays } = deps;
  const request = { method: req.method, url: req.originalUrl, publicUrls, now: clock.now() };
  const checked = await checkDpopProof(proofOf(req), request);
  if (!checked.ok || !(await replays.isNew(checked.value))) throw dpopProblem('invalid_dpop_proof');
  return checked.value;
}
