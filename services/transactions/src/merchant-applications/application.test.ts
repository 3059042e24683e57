import { describe, expect, it, test } from 'vitest';
import {
  ACCOUNT_CHECK_RESULTS,
  APPLICATION_STATES,
  APPLICATION_STEPS,
  mayApprove,
  stateAfter,
} from './application.ts';

test('every step from every state leads where this table says, or nowhere', () => {
  const table = Object.fromEntries(
    APPLICATION_STATES.map((state) => [
      state,
      Object.fromEntries(
        APPLICATION_STEPS.flatMap((step) => {
          const after = stateAfter(state, step);
          return after === undefined ? [] : [[step, after]];
        }),
      ),
    ]),
  );
  const ending = { reject: 'rejected', withdraw: 'withdrawn' };
  expect(table).toEqual({
    submitted: { start_review: 'in_review', ...ending },
    in_review: { check_account: 'in_review', approve: 'approved', ...ending },
    approved: { go_live: 'live', ...ending },
    live: {},
    rejected: {},
    withdrawn: {},
  });
});

describe('an approval', () => {
  const reviewed = { reviewedBy: 'chen', accountCheck: 'match' } as const;

  it('is given by a second person when the bank knows the account by this name', () => {
    expect(mayApprove(reviewed, { staff: 'lin', evidence: undefined })).toEqual({ ok: true, value: null });
  });

  it('is not given by whoever reviewed it, whatever the evidence', () => {
    expect(mayApprove(reviewed, { staff: 'chen', evidence: 'passbook' })).toMatchObject({
      refusal: { code: 'second_person_needed' },
    });
  });

  it('takes evidence in place of the bank only where the bank cannot tell', () => {
    const answers = [null, ...ACCOUNT_CHECK_RESULTS].map((accountCheck) =>
      ['passbook', undefined].map(
        (evidence) => mayApprove({ ...reviewed, accountCheck }, { staff: 'lin', evidence }).ok,
      ),
    );
    expect(answers).toEqual([
      [false, false], // nobody asked the bank
      [true, true], // match
      [false, false], // no match
      [true, false], // unknown
      [false, false], // late
    ]);
  });
});
