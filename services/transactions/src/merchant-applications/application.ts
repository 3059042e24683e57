import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { MerchantKind, PayoutAccount } from '../merchants/merchant.ts';

export const APPLICATION_STATES = [
  'submitted',
  'in_review',
  'approved',
  'live',
  'rejected',
  'withdrawn',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What the bank says on whether an account belongs to the name; `late`: it will know, but does not yet. */
export const ACCOUNT_CHECK_RESULTS = ['match', 'no_match', 'unknown', 'late'] as const;
export type AccountCheckResult = (typeof ACCOUNT_CHECK_RESULTS)[number];

/** Somebody who would be a merchant, from asking until being live. */
export interface MerchantApplication {
  readonly id: Uuid;
  readonly kind: MerchantKind;
  readonly name: string;
  /** 統一編號; null for a person who trades without one. */
  readonly businessNumber: string | null;
  readonly payoutAccount: PayoutAccount;
  readonly state: ApplicationState;
  /** Null until the bank was asked. */
  readonly accountCheck: AccountCheckResult | null;
  /** Who of the operator's staff looks at it. */
  readonly reviewedBy: string | null;
  /** What the operator will take of each payment; null until it is approved. */
  readonly feeBasisPoints: number | null;
  readonly rejectionReason: string | null;
  /** What became of it once it is live. */
  readonly merchantId: Uuid | null;
  readonly createdAt: Date;
}

/** What may happen to an application, from which states, and where it leads. */
const STEPS = {
  apply: { from: [], to: 'submitted' },
  start_review: { from: ['submitted'], to: 'in_review' },
  check_account: { from: ['in_review'], to: 'in_review' },
  approve: { from: ['in_review'], to: 'approved' },
  reject: { from: ['submitted', 'in_review', 'approved'], to: 'rejected' },
  withdraw: { from: ['submitted', 'in_review', 'approved'], to: 'withdrawn' },
  go_live: { from: ['approved'], to: 'live' },
} as const satisfies Record<string, { from: readonly ApplicationState[]; to: ApplicationState }>;

export type ApplicationStep = keyof typeof STEPS;
export const APPLICATION_STEPS = Object.keys(STEPS) as ApplicationStep[];

/** Where a step leads from a state; undefined when it may not be taken there. */
export function stateAfter(state: ApplicationState, step: ApplicationStep): ApplicationState | undefined {
  const { from, to }: { from: readonly ApplicationState[]; to: ApplicationState } = STEPS[step];
  return from.includes(state) ? to : undefined;
}

export type ApprovalRefusal =
  | { readonly code: 'second_person_needed' }
  | { readonly code: 'bank_account_not_confirmed'; readonly account_check: AccountCheckResult | 'not_asked' };

/**
 * Whether this person may approve an application that is in review. Whoever reviewed it may not: two people have to
 * agree. Where the bank cannot tell, as for an account at another bank, a person says what else proves it.
 */
export function mayApprove(
  application: Pick<MerchantApplication, 'reviewedBy' | 'accountCheck'>,
  asked: { readonly staff: string; readonly evidence: string | undefined },
): Result<null, ApprovalRefusal> {
  if (asked.staff === application.reviewedBy) return refuse('second_person_needed');
  const { accountCheck } = application;
  const isProved = accountCheck === 'unknown' && asked.evidence !== undefined;
  if (accountCheck === 'match' || isProved) return accept(null);
  return refuse('bank_account_not_confirmed', { account_check: accountCheck ?? 'not_asked' });
}
