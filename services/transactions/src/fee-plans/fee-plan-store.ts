import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { FeeBand, FeePlan } from './fee-plan.ts';

/** A band as PostgreSQL writes it into JSON. */
export interface FeeBandJson {
  readonly sequence: number;
  readonly basis_points: number;
  readonly effective_from: string;
  readonly announced_at: string;
}

/** The bands of a row `merchants` as one column, so that merchants and their fees are read in one statement. */
export const BANDS_OF_MERCHANT = `(
  select json_agg(json_build_object('sequence', bands.sequence, 'basis_points', bands.basis_points,
                                    'effective_from', bands.effective_from, 'announced_at', bands.announced_at)
                  order by bands.sequence)
    from transactions.fee_bands bands
   where bands.merchant_id = merchants.id)`;

export function feePlanOf(bands: readonly FeeBandJson[]): FeePlan {
  return bands.map((band) => ({
    sequence: band.sequence,
    basisPoints: band.basis_points,
    effectiveFrom: band.effective_from,
    announcedAt: new Date(band.announced_at),
  }));
}

/** Announces a band. @returns false when another one was announced meanwhile: what this one rests on has changed */
export async function insertFeeBand(
  database: Database,
  band: FeeBand & { readonly merchantId: Uuid; readonly announcedBy: string },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.fee_bands
            (merchant_id, sequence, basis_points, effective_from, announced_by, announced_at)
     values (:merchantId, :sequence, :basisPoints, :effectiveFrom, :announcedBy, :announcedAt)
     on conflict do nothing
     returning sequence`,
    { ...band },
  );
  return rows.length === 1;
}
