import {
  barred,
  type CommandOf,
  known,
  type Model,
  type Moment,
  type No,
  tokenIsSpent,
} from './model-state.ts';

/** Sets money aside. */
export function hold(model: Model, command: CommandOf<'hold'>, { atMs }: Moment): No | null {
  const { id, account, amountMinor, currency, expiresAt, once } = command;
  const spent = tokenIsSpent(model, command);
  if (spent !== null) return spent;
  if (amountMinor <= 0n) return { code: 'amount_not_positive', amount_minor: String(amountMinor) };
  const found = model.accounts.get(account);
  if (found === undefined) return { code: 'account_unknown', account };
  if (found.currency !== currency) return { code: 'currency_mismatch', account, currency: found.currency };
  const no = barred(model, account, 'debit');
  if (no !== null) return no;
  if (expiresAt !== null && expiresAt.getTime() <= atMs)
    return { code: 'hold_expired', expires_at: expiresAt.toISOString() };
  const available = found.balance - heldOf(model, account, atMs);
  if (found.floor !== null && available - amountMinor < found.floor)
    return { code: 'insufficient_funds', account, available_minor: String(available) };
  const expiresMs = expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  model.holds.set(id, { account, expiresMs, left: amountMinor });
  if (once !== undefined) model.spent.set(once, id);
  return null;
}

/** Sets free what was set aside, or a part of it. */
export function release(model: Model, command: CommandOf<'release_hold'>): No | null {
  const missing = holdIsMissing(model, command.hold, command.account);
  if (missing !== null) return missing;
  const found = known(model.holds, command.hold);
  const amount = command.amountMinor ?? found.left;
  if (amount > found.left)
    return { code: 'hold_exceeded', hold: command.hold, left_minor: String(found.left) };
  found.left -= amount;
  return null;
}

/** Why an entry cannot take its money out of the hold that it names. */
export function captureIsWrong(model: Model, { hold, legs }: CommandOf<'post'>, { atMs }: Moment): No | null {
  if (hold === undefined) return null;
  const payer = legs[0]?.debit ?? '';
  const missing = holdIsMissing(model, hold, payer);
  if (missing !== null) return missing;
  const { expiresMs, left } = known(model.holds, hold);
  if (legs.some(({ debit }) => debit !== payer)) return { code: 'hold_of_other_account', hold };
  if (atMs >= expiresMs) return { code: 'hold_expired', hold, expires_at: new Date(expiresMs).toISOString() };
  const wanted = legs.reduce((sum, leg) => sum + leg.amountMinor, 0n);
  return wanted > left ? { code: 'hold_exceeded', hold, left_minor: String(left) } : null;
}

function holdIsMissing({ holds }: Model, id: string, account: string): No | null {
  const hold = holds.get(id);
  if (hold === undefined) return { code: 'hold_unknown', hold: id };
  if (hold.account !== account) return { code: 'hold_of_other_account', hold: id };
  return hold.left === 0n ? { code: 'hold_finished', hold: id } : null;
}

/** What is set aside on an account: all that is left of its holds before they expire. */
export function heldOf(model: Model, account: string, atMs: number): bigint {
  let sum = 0n;
  for (const held of model.holds.values())
    if (held.account === account && atMs < held.expiresMs) sum += held.left;
  return sum;
}
