import { taipeiDate } from '../time/calendar.ts';
import { type Broken, beforeDecision, eachAccount, eachPolicy, withDeps } from './patch.ts';

const monthOf = (date: string): string => date.slice(0, 7);

/** Limits and calendars that are read wrongly. */
export const BROKEN_LIMITS: Broken = {
  'what was paid yesterday counts today': () =>
    eachAccount(({ usage }, today) => {
      for (const [key, used] of usage)
        if (monthOf(used.date) === monthOf(today)) usage.set(key, { ...used, date: today });
    }),
  'what was paid last month counts in this one': () =>
    eachAccount(({ usage }, today) => {
      for (const [key, { date, monthMinor }] of usage)
        if (monthOf(date) !== monthOf(today)) usage.set(key, { date: today, dayMinor: 0n, monthMinor });
    }),
  'a cap counts every purpose': () =>
    eachPolicy((policy) => ({ ...policy, rules: policy.rules.map((rule) => ({ ...rule, purposes: [] })) })),
  'the cap on one payment is not looked at': () =>
    eachPolicy((policy) => ({
      ...policy,
      rules: policy.rules.map((rule) => ({ ...rule, singleMinor: null })),
    })),
  'the cap of a month is not looked at': () =>
    eachPolicy((policy) => ({
      ...policy,
      rules: policy.rules.map((rule) => ({ ...rule, monthMinor: null })),
    })),
  'the cap on a balance is not looked at': () =>
    eachPolicy((policy) => ({ ...policy, balanceCapMinor: null })),
  'a policy is in force before its time': () =>
    eachPolicy((policy) => ({ ...policy, effectiveFrom: new Date(0) })),
  'the first version of a policy stays in force': () =>
    beforeDecision(({ policies }) => {
      for (const [name, versions] of policies) policies.set(name, versions.slice(0, 1));
    }),
  'days begin at midnight in Greenwich': () =>
    withDeps(() => ({ calendarDate: (instant) => instant.toISOString().slice(0, 10) })),
  'a business date goes back with the clock': () =>
    withDeps(({ now, state, prefetch }) => ({
      calendarDate: () => taipeiDate(now()),
      prefetch: async (commands, date) => {
        await prefetch(commands, date);
        state.day = { ...state.day, current: '' };
      },
    })),
  'a closed business day is open again': () =>
    beforeDecision((state) => {
      state.day = { ...state.day, lastClosed: null };
    }),
  'a batch is older than the one before it': () =>
    beforeDecision((state) => {
      state.head = { ...state.head, at: new Date(0) };
    }),
};
