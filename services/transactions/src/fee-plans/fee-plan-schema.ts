import { z } from 'zod';
import { dateWire, instantWire } from '../http/wire-fields.ts';
import { addDays, bandOn, type FeeBand, type FeePlan, timelineOf } from './fee-plan.ts';

const feeBandWire = z.strictObject({
  basis_points: z.number().int(),
  effective_from: dateWire,
  effective_until: dateWire.nullable().meta({ description: 'The last day; null while none is known.' }),
  announced_at: instantWire,
});

export const feePlanWire = z
  .strictObject({
    basis_points: z.number().int().meta({ description: 'In force today, of each payment.' }),
    bands: z
      .array(feeBandWire)
      .meta({ description: 'Every fee that was, is or will be in force, by business day.' }),
  })
  .meta({ id: 'FeePlan' });

export function printFeePlan(plan: FeePlan, today: string) {
  const timeline = timelineOf(plan);
  return {
    basis_points: bandOn(plan, today).basisPoints,
    bands: timeline.map((band, index) => printBand(band, timeline[index + 1])),
  };
}

function printBand({ basisPoints, effectiveFrom, announcedAt }: FeeBand, next: FeeBand | undefined) {
  return {
    basis_points: basisPoints,
    effective_from: effectiveFrom,
    effective_until: next === undefined ? null : addDays(next.effectiveFrom, -1),
    announced_at: announcedAt.toISOString(),
  };
}
