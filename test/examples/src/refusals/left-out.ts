/** A refusal that is described and has no example, since no story can be refused so. */
export interface LeftOut {
  readonly operations: readonly string[];
  readonly why: string;
}

const IN_STEPS =
  'A payment that waits for the phone is answered 202 however often it is sent; how it ended stands in the payment. ' +
  'This is said only when it ends between two requests with one key.';

/** By code. Whoever adds a refusal tells a story of it, or says here why there can be none. */
export const LEFT_OUT: Readonly<Record<string, LeftOut>> = {
  amount_too_large: {
    operations: ['createShopCode'],
    why: 'In TWD every amount that is taken fits into a code.',
  },
  confirmation_expired: { operations: ['createPayment'], why: IN_STEPS },
  payment_cancelled: { operations: ['createPayment'], why: IN_STEPS },
  payment_declined: { operations: ['createPayment'], why: IN_STEPS },
  device_revoked: {
    operations: ['payShopCode', 'payShopCodeInSandbox', 'scanAsSimulatedResident'],
    why: 'The device has to be removed while its own request is under way: before that its token is not taken.',
  },
  shop_code_foreign: {
    operations: ['readShopCode', 'scanAsSimulatedResident'],
    why: "Only the holder of the city's key can sign a code that is of no terminal of the city.",
  },
  transfer_refused: {
    operations: ['createTransfer', 'payShare'],
    why: 'The ledger has no reason against a transfer that is not told by a word of its own.',
  },
  wallet_changed: {
    operations: ['closeWallet'],
    why: 'The wallet has to change between two statements of one request.',
  },
};
