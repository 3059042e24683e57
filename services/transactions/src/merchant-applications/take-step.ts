import { accept, invariant, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import {
  type ApplicationState,
  type ApplicationStep,
  type MerchantApplication,
  stateAfter,
} from './application.ts';
import { type ApplicationChange, lockApplication, updateApplication } from './application-store.ts';
import { insertStep, type StepActor, type TakenStep } from './step-store.ts';

export interface StepDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type WrongState = {
  readonly code: 'application_in_another_state';
  readonly state: ApplicationState;
};

/** What a step changes of the application, and what history has to know of it. */
export interface StepOutcome {
  readonly change?: Omit<ApplicationChange, 'state'>;
  readonly facts?: TakenStep['facts'];
}

/** A step as it is taken: the application is locked, and in a state that allows it. */
type Decide<Outcome extends StepOutcome, No extends Refusal> = (
  application: MerchantApplication,
  trx: Trx,
) => Result<Outcome, No> | Promise<Result<Outcome, No>>;

/**
 * Takes an application that is there one step further, or says why not, in one trx: of two who decide at the same
 * moment the second one meets the state that the first one left.
 */
export async function takeStep<Outcome extends StepOutcome, No extends Refusal>(
  { database, clock }: StepDeps,
  asked: { readonly id: Uuid; readonly step: ApplicationStep; readonly by: StepActor },
  decide: Decide<Outcome, No>,
): Promise<Result<Outcome, No | WrongState>> {
  const { id, step, by } = asked;
  return withTrx(database, async (trx) => {
    const application = await lockApplication(trx, id);
    invariant(application !== undefined, 'applications are never removed');
    const state = stateAfter(application.state, step);
    if (state === undefined) return refuse('application_in_another_state', { state: application.state });
    const decided = await decide(application, trx);
    if (!decided.ok) return decided;
    const { change, facts = {} } = decided.value;
    await updateApplication(trx, id, { ...change, state });
    const staff = by.kind === 'operator' ? by.staff : null;
    await insertStep(trx, id, { step, state, actor: by.kind, staff, facts, at: clock.now() });
    return accept(decided.value);
  });
}
