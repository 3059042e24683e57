import { accept, type Result, refuse } from '@tamsui/errors';
import { newSecretToken, newUuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import { isBusinessNumberTaken } from '../merchants/merchant-store.ts';
import type { MerchantApplication } from './application.ts';
import { insertApplication } from './application-store.ts';
import { insertStep } from './step-store.ts';
import type { StepDeps } from './take-step.ts';

export type NewApplication = Pick<MerchantApplication, 'kind' | 'name' | 'businessNumber' | 'payoutAccount'>;

/** An application, and the token that is its key: in the result and nowhere else. */
export interface Applied {
  readonly application: MerchantApplication;
  readonly token: string;
}

/**
 * Takes an application in. A business that is a merchant already is told so; that somebody else has applied for the
 * same number is no hindrance, since nobody has shown yet whose it is.
 */
export async function applyAsMerchant(
  { database, clock }: StepDeps,
  asked: NewApplication,
): Promise<Result<Applied, { readonly code: 'business_number_taken' }>> {
  const { businessNumber } = asked;
  if (businessNumber !== null && (await isBusinessNumberTaken(database, businessNumber))) {
    return refuse('business_number_taken');
  }
  const { token, hash } = newSecretToken('ap_test');
  const application = { ...BLANK, ...asked, id: newUuid(), createdAt: clock.now() };
  await withTrx(database, async (trx) => {
    await insertApplication(trx, application, hash);
    const step = { step: 'apply', state: 'submitted', actor: 'applicant', staff: null, facts: {} } as const;
    await insertStep(trx, application.id, { ...step, at: application.createdAt });
  });
  return accept({ application, token });
}

const BLANK = {
  state: 'submitted',
  accountCheck: null,
  reviewedBy: null,
  feeBasisPoints: null,
  rejectionReason: null,
  merchantId: null,
} as const;
