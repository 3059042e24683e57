import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { isBusinessNumberTaken } from '../merchants/merchant-store.ts';
import type { CheckAccount } from './account-checker.ts';
import { type ApprovalRefusal, mayApprove } from './application.ts';
import { findApplication } from './application-store.ts';
import type { StepActor } from './step-store.ts';
import { type StepDeps, type StepOutcome, takeStep, type WrongState } from './take-step.ts';

interface ByStaff {
  readonly id: Uuid;
  readonly staff: string;
}

type Reviewed<No extends Refusal> = Promise<Result<StepOutcome, No | WrongState>>;

/** Somebody of the operator's staff begins to look at an application. */
export function startReview(deps: StepDeps, { id, staff }: ByStaff): Reviewed<never> {
  const asked = { id, step: 'start_review', by: { kind: 'operator', staff } } as const;
  return takeStep<StepOutcome, never>(deps, asked, () => accept({ change: { reviewedBy: staff } }));
}

/**
 * Asks the bank whose account it is, as often as one likes. The bank is asked before anything is locked: it may take
 * its time. What it said stands in the history even when the application was withdrawn meanwhile and it changes nothing.
 */
export async function checkBankAccount(
  deps: StepDeps & { readonly checkAccount: CheckAccount },
  { id, staff }: ByStaff,
): Reviewed<never> {
  const before = await findApplication(deps.database, id);
  if (before?.state !== 'in_review') {
    return refuse('application_in_another_state', { state: before?.state ?? 'submitted' });
  }
  const accountCheck = await deps.checkAccount(before.payoutAccount);
  const asked = { id, step: 'check_account', by: { kind: 'operator', staff } } as const;
  return takeStep<StepOutcome, never>(deps, asked, () =>
    accept({ change: { accountCheck }, facts: { result: accountCheck } }),
  );
}

export interface Approval extends ByStaff {
  readonly feeBasisPoints: number;
  /** What shows whose account it is, where the bank cannot tell. */
  readonly evidence: string | undefined;
}

type NoApproval = ApprovalRefusal | { readonly code: 'business_number_taken' };

/** A second person agrees, and names the fee. */
export function approveApplication(
  deps: StepDeps,
  { id, staff, feeBasisPoints, evidence }: Approval,
): Reviewed<NoApproval> {
  const asked = { id, step: 'approve', by: { kind: 'operator', staff } } as const;
  return takeStep<StepOutcome, NoApproval>(deps, asked, async (application, trx) => {
    const allowed = mayApprove(application, { staff, evidence });
    if (!allowed.ok) return allowed;
    const { businessNumber } = application;
    if (businessNumber !== null && (await isBusinessNumberTaken(trx, businessNumber))) {
      return refuse('business_number_taken');
    }
    const facts = { fee_basis_points: feeBasisPoints, ...(evidence === undefined ? {} : { evidence }) };
    return accept({ change: { approvedBy: staff, feeBasisPoints }, facts });
  });
}

export function rejectApplication(
  deps: StepDeps,
  { id, staff, reason }: ByStaff & { readonly reason: string },
): Reviewed<never> {
  const asked = { id, step: 'reject', by: { kind: 'operator', staff } } as const;
  return takeStep<StepOutcome, never>(deps, asked, () =>
    accept({ change: { rejectionReason: reason }, facts: { reason } }),
  );
}

/** Whoever applied thinks better of it. */
export function withdrawApplication(deps: StepDeps, id: Uuid): Reviewed<never> {
  const by: StepActor = { kind: 'applicant' };
  return takeStep<StepOutcome, never>(deps, { id, step: 'withdraw', by }, () => accept({}));
}
