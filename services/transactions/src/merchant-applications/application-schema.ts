import { formatPublicId } from '@tamsui/ids';
import { pageQuery, printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { newApiKeyWire } from '../api-keys/api-key-schema.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { isBusinessNumber } from '../merchants/business-number.ts';
import { MERCHANT_KINDS } from '../merchants/merchant.ts';
import {
  feeBasisPointsField,
  nameField,
  payoutAccountField,
  payoutAccountWire,
  printMaskedPayoutAccount,
  printPayoutAccount,
  staffField,
} from '../merchants/merchant-schema.ts';
import {
  ACCOUNT_CHECK_RESULTS,
  APPLICATION_STATES,
  APPLICATION_STEPS,
  type MerchantApplication,
} from './application.ts';
import type { TakenStep } from './step-store.ts';

const MAX_TEXT_LENGTH = 300;

const businessNumberField = z.string().refine(isBusinessNumber, {
  params: { code: 'business_number_wrong' },
  message: 'is no business number (統一編號): eight digits, the last of which checks the others',
});

const applicant = { name: nameField, payout_account: payoutAccountField };

export const applyBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('organisation'), ...applicant, business_number: businessNumberField }),
  z.strictObject({ kind: z.literal('personal'), ...applicant }),
]);

const textField = printableText(MAX_TEXT_LENGTH);

export const staffBody = z.strictObject({ staff: staffField });
export const rejectBody = z.strictObject({ staff: staffField, reason: textField });
export const approveBody = z.strictObject({
  staff: staffField,
  fee_basis_points: feeBasisPointsField,
  evidence: textField
    .optional()
    .meta({ description: 'What shows whose account it is, where the bank cannot tell.' }),
});

export const listApplicationsQuery = pageQuery.extend({ state: z.enum(APPLICATION_STATES).optional() });

const applicationFields = {
  id: idWire('apl'),
  state: z.enum(APPLICATION_STATES),
  finished: z.boolean().meta({ description: 'True when nothing more becomes of it.' }),
  kind: z.enum(MERCHANT_KINDS),
  name: z.string(),
  business_number: z.string().nullable(),
  payout_account: payoutAccountWire,
  account_check: z.enum(ACCOUNT_CHECK_RESULTS).nullable(),
  fee_basis_points: z.number().int().nullable(),
  rejection_reason: z.string().nullable(),
  merchant: idWire('mer').nullable(),
  created_at: instantWire,
};

/** As whoever applied sees it. */
export const applicationWire = z.strictObject(applicationFields).meta({ id: 'MerchantApplication' });

export const newApplicationWire = z
  .strictObject({
    ...applicationFields,
    token: z.string().meta({ description: 'To follow the application with, shown this once.' }),
  })
  .meta({ id: 'NewMerchantApplication' });

export const wentLiveWire = z
  .strictObject({ merchant: idWire('mer'), api_key: newApiKeyWire })
  .meta({ id: 'MerchantWentLive' });

/** As the operator sees it. */
export const reviewedApplicationWire = z
  .strictObject({ ...applicationFields, reviewed_by: z.string().nullable() })
  .meta({ id: 'ReviewedMerchantApplication' });

export const applicationWithHistoryWire = z
  .strictObject({
    ...applicationFields,
    reviewed_by: z.string().nullable(),
    history: z.array(
      z.strictObject({
        step: z.enum(APPLICATION_STEPS),
        state: z.enum(APPLICATION_STATES),
        by: z.enum(['applicant', 'operator']),
        staff: z.string().nullable(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
        at: instantWire,
      }),
    ),
  })
  .meta({ id: 'MerchantApplicationWithHistory' });

const FINAL: readonly string[] = ['live', 'rejected', 'withdrawn'];

export function printApplication(application: MerchantApplication) {
  return {
    id: formatPublicId('apl', application.id),
    state: application.state,
    finished: FINAL.includes(application.state),
    kind: application.kind,
    name: application.name,
    business_number: application.businessNumber,
    payout_account: printMaskedPayoutAccount(application.payoutAccount),
    account_check: application.accountCheck,
    fee_basis_points: application.feeBasisPoints,
    rejection_reason: application.rejectionReason,
    merchant: application.merchantId === null ? null : formatPublicId('mer', application.merchantId),
    created_at: application.createdAt.toISOString(),
  };
}

export function printReviewedApplication(application: MerchantApplication) {
  return {
    ...printApplication(application),
    payout_account: printPayoutAccount(application.payoutAccount),
    reviewed_by: application.reviewedBy,
  };
}

export function printStep({ step, state, actor, staff, facts, at }: TakenStep) {
  return { step, state, by: actor, staff, facts, at: at.toISOString() };
}
