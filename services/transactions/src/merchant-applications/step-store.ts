import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { ApplicationState, ApplicationStep } from './application.ts';

/** Who took a step: whoever applied, or one of the operator's staff by the name of their own sign-in. */
export type StepActor =
  | { readonly kind: 'applicant' }
  | { readonly kind: 'operator'; readonly staff: string };

/** One step of an application, kept for ever. */
export interface TakenStep {
  readonly step: ApplicationStep;
  /** The state that it led to. */
  readonly state: ApplicationState;
  readonly actor: 'applicant' | 'operator';
  readonly staff: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly at: Date;
}

/** Writes a step down, in the trx that holds the application locked. */
export async function insertStep(trx: Database, applicationId: Uuid, taken: TakenStep): Promise<void> {
  await trx.raw(
    `insert into transactions.merchant_application_steps
            (application_id, sequence, step, state, actor, staff, facts, at)
     select :applicationId, count(*), cast(:step as text), cast(:state as text), cast(:actor as text),
            cast(:staff as text), cast(:facts as jsonb), cast(:at as timestamptz)
       from transactions.merchant_application_steps
      where application_id = :applicationId`,
    { applicationId, ...taken, facts: JSON.stringify(taken.facts) },
  );
}

/** All that happened to an application, in the order in which it happened. */
export async function listSteps(database: Database, applicationId: Uuid): Promise<TakenStep[]> {
  const { rows } = await database.raw<{ rows: TakenStep[] }>(
    `select step, state, actor, staff, facts, at
       from transactions.merchant_application_steps
      where application_id = :applicationId
      order by sequence`,
    { applicationId },
  );
  return rows;
}
