import type { Day } from '../day.ts';
import { expectStatus } from '../http.ts';
import { type Proof, proofOf } from './proof.ts';

interface TrialBalance {
  readonly as_of_batch: string;
  readonly totals: readonly {
    readonly currency: string;
    readonly kind: string;
    readonly balance_minor: string;
  }[];
  readonly differences: readonly { readonly currency: string; readonly difference_minor: string }[];
}

export async function readTrialBalance(day: Day): Promise<TrialBalance> {
  const token = day.access.secrets.ledgerApiToken;
  const answer = await day.ledger.send({ path: '/v1/books/main/trial-balance', token });
  return expectStatus(answer, 200) as unknown as TrialBalance;
}

/** Debits and credits of the whole book are equal. */
export async function proveTrialBalance(day: Day): Promise<Proof> {
  const { differences, as_of_batch: batch } = await readTrialBalance(day);
  const broken = differences
    .filter(({ difference_minor }) => difference_minor !== '0')
    .map(({ currency, difference_minor }) => `${currency} is off by ${difference_minor} minor units`);
  if (differences.length === 0) broken.push('the book is empty');
  return proofOf('The trial balance is zero', broken, `as of batch ${batch}`);
}
