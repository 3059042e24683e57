import { dateInZone } from '@tamsui/platform/clock';
import { problemOfRefusal } from '@tamsui/platform/http';
import { z } from 'zod';
import { found } from '../http/id-fields.ts';
import { type Route, route } from '../http/route.ts';
import { feeBasisPointsField, staffField } from '../merchants/merchant-schema.ts';
import { findMerchant } from '../merchants/merchant-store.ts';
import { announceFee, type FeeDeps } from './announce-fee.ts';
import { FEE_REFUSALS } from './fee-plan-errors.ts';
import { feePlanWire, printFeePlan } from './fee-plan-schema.ts';

const SHARED = {
  tag: 'Merchants',
  access: { operator: true },
  id: { prefix: 'mer', thing: 'merchant' },
} as const;

const announceFeeBody = z.strictObject({
  staff: staffField,
  basis_points: feeBasisPointsField,
  effective_from: z.iso.date().meta({ description: 'The first business day that it holds for.' }),
});

/** What merchants pay, by business day. */
export function feePlanRoutes(deps: FeeDeps): Route[] {
  return [getFeePlanRoute(deps), announceFeeRoute(deps)];
}

function getFeePlanRoute({ database, clock, timeZone }: FeeDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: '/v1/merchants/:id/fee-plan',
    operation: 'getFeePlanOfMerchant',
    summary: 'Show what a merchant paid, pays and will pay',
    answers: { 200: feePlanWire },
    handle: async ({ id }) => {
      const { feePlan } = found(await findMerchant(database, id), SHARED.id.thing);
      return { status: 200, body: printFeePlan(feePlan, dateInZone(clock.now(), timeZone)) };
    },
  });
}

function announceFeeRoute(deps: FeeDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: '/v1/merchants/:id/fee-bands',
    operation: 'announceFee',
    summary: "Announce a merchant's fee from a coming business day on",
    description:
      'A higher fee than the merchant expects to pay then takes effect 60 days from now at the earliest, any other from tomorrow. A day that has begun keeps its fee for ever.',
    body: announceFeeBody,
    answers: { 201: feePlanWire },
    refusals: [FEE_REFUSALS],
    handle: async ({ id, body: { staff, basis_points: basisPoints, effective_from: effectiveFrom } }) => {
      const merchant = found(await findMerchant(deps.database, id), SHARED.id.thing);
      const announced = await announceFee(deps, merchant, { staff, basisPoints, effectiveFrom });
      if (!announced.ok) throw problemOfRefusal({ ...announced.refusal }, FEE_REFUSALS);
      const today = dateInZone(deps.clock.now(), deps.timeZone);
      return { status: 201, body: printFeePlan(announced.value, today) };
    },
  });
}
