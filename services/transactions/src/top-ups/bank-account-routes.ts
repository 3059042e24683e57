import { problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { z } from 'zod';
import { type Route, route } from '../http/route.ts';
import { PIN_REFUSALS } from '../pins/pin-errors.ts';
import { pinField } from '../pins/pin-schema.ts';
import { type LinkBankAccountDeps, type LinkRefusal, linkBankAccount } from './link-bank-account.ts';

const LINK_REFUSALS: RefusalStatuses<LinkRefusal['code']> = {
  ...PIN_REFUSALS,
  device_required: {
    status: 409,
    detail: 'A resident of the sandbox told it when they joined; others tell it from their phone.',
  },
  bank_account_not_yours: {
    status: 409,
    detail: 'Nothing was changed: the bank does not say that this account is kept under your name.',
    pointer: '/account_number',
  },
};

const linkBody = z.strictObject({
  bank_code: z.string().regex(/^[0-9]{3}$/, 'must have three digits'),
  account_number: z.string().regex(/^[0-9A-Z]{6,34}$/, 'must have 6 to 34 digits or capital letters'),
  pin: pinField.optional(),
});

/** Where the money of top-ups comes from. */
export function bankAccountRoutes(deps: LinkBankAccountDeps): Route[] {
  return [
    route({
      method: 'put',
      path: '/v1/bank-account',
      operation: 'linkBankAccount',
      tag: 'Top-ups',
      summary: 'Say which bank account of yours top-ups come from',
      description:
        'The bank is asked whether the account is kept under your name, and you are asked for your PIN.',
      access: { resident: 'general' },
      body: linkBody,
      answers: { 204: null },
      refusals: [LINK_REFUSALS],
      handle: async ({ who, body: { bank_code: bankCode, account_number: accountNumber, pin } }) => {
        const linked = await linkBankAccount(deps, who, { bankCode, accountNumber, pin });
        if (!linked.ok) throw problemOfRefusal({ ...linked.refusal }, LINK_REFUSALS);
        return { status: 204 };
      },
    }),
  ];
}
