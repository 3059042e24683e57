import type { RefusalStatuses } from '@tamsui/platform/http';

export type CreateRefusalCode =
  | 'terminal_not_found'
  | 'terminal_closed'
  | 'other_terminal'
  | 'amount_too_large'
  | 'idempotency_key_reused';

/** Why a till gets no code. */
export const CREATE_REFUSALS: RefusalStatuses<CreateRefusalCode> = {
  terminal_not_found: { status: 404, detail: 'There is no such terminal.', pointer: '/terminal' },
  terminal_closed: { status: 409, detail: 'This till takes no payments any more.', pointer: '/terminal' },
  other_terminal: { status: 403, detail: 'You have signed in at another terminal.', pointer: '/terminal' },
  amount_too_large: {
    status: 400,
    detail: 'A code has room for an amount of 13 characters.',
    pointer: '/amount',
  },
  idempotency_key_reused: {
    status: 422,
    detail: 'This Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};

export type ReadRefusalCode =
  | 'shop_code_malformed'
  | 'shop_code_foreign'
  | 'shop_code_unsigned'
  | 'shop_code_signature_wrong'
  | 'shop_code_not_found';

/** Why a scanned code is not to be paid. */
export const READ_REFUSALS: RefusalStatuses<ReadRefusalCode> = {
  shop_code_malformed: {
    status: 400,
    detail: 'This is no EMVCo merchant-presented code: `reason` says why, and `tag` where.',
    pointer: '/text',
  },
  shop_code_foreign: {
    status: 422,
    detail: 'This code is not one of this city: another wallet may be able to pay it.',
    pointer: '/text',
  },
  shop_code_unsigned: {
    status: 422,
    detail: 'Do not pay: the signature of the city is missing. Tell the shop that its sticker may be forged.',
    pointer: '/text',
  },
  shop_code_signature_wrong: {
    status: 422,
    detail: 'Do not pay: the signature does not hold. Tell the shop that its sticker may be forged.',
    pointer: '/text',
  },
  shop_code_not_found: {
    status: 404,
    detail: 'There is no such code, or no such terminal.',
    pointer: '/text',
  },
};
