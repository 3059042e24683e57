import type { SimulatedResident } from './simulated-resident.ts';

/** What a simulated resident shows to a till: a code that works, one whose minute is over, or one that nobody made. */
export const SHOWN_CODES = ['fresh', 'expired', 'unknown'] as const;
export type ShownCode = (typeof SHOWN_CODES)[number];

/** What is made up where a request comes in, before anything moves; everything else happens by itself. */
export const FAULTS = ['ledger_fault', 'rate_limited', 'slow_answer'] as const;
export type FaultName = (typeof FAULTS)[number];

export const OUTCOMES = [
  'succeeds',
  'insufficient_funds',
  'limit_reached',
  'wallet_frozen',
  'code_expired',
  'code_unknown',
  'awaits_confirmation',
  'duplicate_suspected',
  ...FAULTS,
] as const;
export type OutcomeName = (typeof OUTCOMES)[number];

/** What a till hears. */
export interface Heard {
  readonly status: 201 | 202 | 402 | 404 | 409 | 429 | 503;
  /** Of a problem; null when it is none. */
  readonly code: string | null;
}

/** A way to bring a payment to a certain end, and what a till hears then. */
export interface Outcome {
  readonly resident: SimulatedResident;
  readonly shows: ShownCode;
  /** In major units. */
  readonly amount: string;
  /** What the till has done just before: nothing, or charged the same resident the same at the same terminal. */
  readonly after: 'nothing' | 'one_alike';
  readonly heard: Heard;
  /** The same request with the same key at once again. */
  readonly heardAgain: Heard;
  readonly why: string;
}

const PAID = { status: 201, code: null } as const;
const WAITS = { status: 202, code: null } as const;

/** A refusal is remembered under its key, so it is heard again. */
function refused(status: Heard['status'], code: string) {
  return { heard: { status, code }, heardAgain: { status, code } } as const;
}

const ORDINARY = { resident: 'with_money', shows: 'fresh', amount: '120', after: 'nothing' } as const;

/** Every outcome that can be brought about, and how. The description, `GET /v1/sandbox/outcomes` and a test read it here. */
export const OUTCOME_TABLE: Readonly<Record<OutcomeName, Outcome>> = {
  succeeds: { ...ORDINARY, heard: PAID, heardAgain: PAID, why: 'There is money in the wallet.' },
  insufficient_funds: {
    ...ORDINARY,
    resident: 'without_money',
    ...refused(402, 'insufficient_funds'),
    why: 'Nothing is in the wallet.',
  },
  limit_reached: {
    ...ORDINARY,
    resident: 'at_limit',
    ...refused(409, 'limit_reached'),
    why: 'The holder allows payments of 1 at most.',
  },
  wallet_frozen: {
    ...ORDINARY,
    resident: 'frozen',
    ...refused(409, 'payment_refused'),
    why: 'The wallet is frozen, which a till is not told.',
  },
  code_expired: {
    ...ORDINARY,
    shows: 'expired',
    ...refused(409, 'code_expired'),
    why: 'The minute of the code is over.',
  },
  code_unknown: {
    ...ORDINARY,
    shows: 'unknown',
    ...refused(404, 'code_unknown'),
    why: 'The code is well-formed, and nobody made it.',
  },
  awaits_confirmation: {
    ...ORDINARY,
    amount: '5000',
    heard: WAITS,
    heardAgain: WAITS,
    why: 'So does any amount above what the city lets pass without asking, 3000 unless it has set another. The simulated resident answers by `answerSimulatedPayment`.',
  },
  duplicate_suspected: {
    ...ORDINARY,
    amount: '121',
    after: 'one_alike',
    ...refused(409, 'duplicate_suspected'),
    why: 'Within five seconds of a payment alike. With `confirm_duplicate` it is paid.',
  },
  ledger_fault: {
    ...ORDINARY,
    amount: '1503',
    heard: { status: 503, code: 'ledger_unavailable' },
    heardAgain: PAID,
    why: 'Made up, once for each key: no money moved, and it may be sent again.',
  },
  rate_limited: {
    ...ORDINARY,
    amount: '1429',
    heard: { status: 429, code: 'rate_limit_exceeded' },
    heardAgain: PAID,
    why: 'Made up, once for each key: nothing was decided, and it may be sent again.',
  },
  slow_answer: {
    ...ORDINARY,
    amount: '1408',
    heard: PAID,
    heardAgain: PAID,
    why: 'Made up: it is paid, two seconds late.',
  },
};
