import type { AssignPolicyCommand, SetPolicyCommand } from './command.ts';
import { type Effect, refused } from './effect.ts';
import { MAX_RULES, type Policy, policyInForce, policyToDetail } from './policy.ts';
import { bookRefusal } from './refusal.ts';
import { type BookState, rememberPolicy } from './state.ts';

const POLICY_SET = 'policy_set';
const POLICY_ASSIGNED = 'policy_assigned';

/** Adds a version of a policy. Versions are never changed; a later one takes its place. */
export function setPolicy(state: BookState, command: SetPolicyCommand): Effect {
  const { policy: name, effectiveFrom, balanceCapMinor, rules } = command;
  if (rules.length > MAX_RULES) {
    return refused(
      POLICY_SET,
      bookRefusal('policy_out_of_range', { policy: name, rules: String(rules.length) }),
    );
  }
  const policy: Policy = { name, effectiveFrom, balanceCapMinor, rules };
  rememberPolicy(state, policy);
  return { purpose: POLICY_SET, refusal: null, postings: [], detail: policyToDetail(policy) };
}

/** Puts an account under a policy that is in force. Counting begins with the next movement if there was none before. */
export function assignPolicy(state: BookState, command: AssignPolicyCommand, at: Date): Effect {
  const { account: id, policy } = command;
  const account = state.accounts.get(id);
  if (account === undefined) return refused(POLICY_ASSIGNED, bookRefusal('account_unknown', { account: id }));
  if (account.status === 'closed')
    return refused(POLICY_ASSIGNED, bookRefusal('account_closed', { account: id }));
  if (policyInForce(state.policies.get(policy), at) === undefined) {
    return refused(POLICY_ASSIGNED, bookRefusal('policy_not_in_force', { policy }));
  }
  account.policy = policy;
  return { purpose: POLICY_ASSIGNED, refusal: null, postings: [], detail: { account: id, policy } };
}
