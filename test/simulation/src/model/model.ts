import type { Command } from '@tamsui/book';
import { hold, release } from './model-holds.ts';
import { policyAt } from './model-limits.ts';
import { post } from './model-post.ts';
import type { CommandOf, Model, Moment, No } from './model-state.ts';

/**
 * The ledger again, as plainly as it can be said, and sharing nothing with the book. It is told one command at a time
 * in the journal's order and says what must become of it: null when it is posted. The model moves on with it.
 */
export function decide(model: Model, command: Command, moment: Moment): No | null {
  const dayAfterClosed = model.lastClosed === '' ? '' : nextDay(model.lastClosed);
  for (const date of [moment.date, dayAfterClosed]) if (date > model.businessDate) model.businessDate = date;
  const no = carryOut(model, command, moment);
  if (command.kind !== 'post' || no !== null) model.refundable.set(command.id, null);
  return no;
}

function carryOut(model: Model, command: Command, moment: Moment): No | null {
  switch (command.kind) {
    case 'post':
      return post(model, command, moment);
    case 'open_account':
      return open(model, command, moment);
    case 'hold':
      return hold(model, command, moment);
    case 'release_hold':
      return release(model, command);
    case 'set_account_status':
      return setStatus(model, command);
    case 'assign_policy':
      return assign(model, command, moment);
    case 'set_policy': {
      const { policy: name, effectiveFrom, balanceCapMinor: balanceCap, rules } = command;
      model.policies.push({ name, fromMs: effectiveFrom.getTime(), balanceCap, rules });
      return null;
    }
    case 'close_business_day':
      if (model.lastClosed !== '' && command.businessDate <= model.lastClosed)
        return { code: 'business_day_already_closed', last_closed: model.lastClosed };
      if (command.businessDate > model.businessDate)
        return { code: 'business_day_not_open', open: model.businessDate };
      model.lastClosed = command.businessDate;
      return null;
    case 'decline':
      return { code: 'declined', reason: command.reason };
  }
}

function open(model: Model, command: CommandOf<'open_account'>, { atMs }: Moment): No | null {
  const { account, accountKind, currency, floorMinor: floor, policy = null } = command;
  if (model.accounts.has(account)) return { code: 'account_exists', account };
  if (policy !== null && policyAt(model, policy, atMs) === undefined)
    return { code: 'policy_not_in_force', policy };
  const grows = accountKind === 'asset' || accountKind === 'expense' ? 'debit' : 'credit';
  const number = model.accounts.size + 1;
  const empty = { balance: 0n, status: 'open', postings: 0, moves: [] };
  model.accounts.set(account, { number, grows, currency, floor, policy, ...empty });
  return null;
}

function setStatus(model: Model, { account, status }: CommandOf<'set_account_status'>): No | null {
  const found = model.accounts.get(account);
  if (found === undefined) return { code: 'account_unknown', account };
  if (found.status === 'closed') return { code: 'account_closed', account };
  if (status === 'closed' && found.balance !== 0n)
    return { code: 'account_not_empty', account, balance_minor: String(found.balance) };
  const open = [...model.holds.values()].filter((held) => held.account === account && held.left > 0n);
  if (status === 'closed' && open.length > 0)
    return { code: 'account_has_holds', account, holds: String(open.length) };
  found.status = status;
  return null;
}

function assign(model: Model, { account, policy }: CommandOf<'assign_policy'>, { atMs }: Moment): No | null {
  const found = model.accounts.get(account);
  if (found === undefined) return { code: 'account_unknown', account };
  if (found.status === 'closed') return { code: 'account_closed', account };
  if (policyAt(model, policy, atMs) === undefined) return { code: 'policy_not_in_force', policy };
  found.policy = policy;
  return null;
}

function nextDay(date: string): string {
  const day = new Date(`${date}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
