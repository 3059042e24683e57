import type { CurrencyCode } from '@tamsui/money';
import { idempotencyKeyOf, parseBody, problemOfRefusal } from '@tamsui/platform/http';
import type { Router } from 'express';
import type { Gate } from '../http/gate.ts';
import { notFound, pathId } from '../http/id-fields.ts';
import { fingerprintOfRequest, markReplay } from '../http/replay.ts';
import { type RequestTopUpDeps, requestTopUp } from './request-top-up.ts';
import { TOP_UP_REFUSALS } from './top-up-errors.ts';
import { createTopUpBody, printRequestedTopUp, printTopUp } from './top-up-schema.ts';
import { findTopUp } from './top-up-store.ts';

export interface TopUpRoutesDeps extends RequestTopUpDeps {
  readonly currency: CurrencyCode;
}

export function mountTopUpRoutes(router: Router, gate: Gate, deps: TopUpRoutesDeps): void {
  const createBody = createTopUpBody(deps.currency);

  router.post(
    '/v1/top-ups',
    gate.resident(async (resident, req, res) => {
      const idempotencyKey = idempotencyKeyOf(req);
      const { amount: amountMinor, currency } = parseBody(createBody, req);
      const fingerprint = fingerprintOfRequest(req);
      const requested = await requestTopUp(deps, {
        resident,
        idempotencyKey,
        fingerprint,
        amountMinor,
        currency,
      });
      if (!requested.ok) throw problemOfRefusal(requested.refusal, TOP_UP_REFUSALS);
      markReplay(res, requested.value.replayed);
      res.status(202).json(printRequestedTopUp(requested.value.topUp));
    }),
  );

  router.get(
    '/v1/top-ups/:id',
    gate.resident(async (resident, req, res) => {
      const topUp = await findTopUp(deps.database, pathId(req, 'top', 'top-up'));
      if (topUp?.residentId !== resident.residentId) throw notFound('top-up');
      res.json(printTopUp(topUp));
    }),
  );
}
