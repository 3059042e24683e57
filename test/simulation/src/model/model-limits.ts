import type { Flow, Model, ModelAccount, ModelPolicy, No } from './model-state.ts';

/** Of the versions that have begun, the one that began last; of two that began together, the one that was set last. */
export function policyAt(model: Model, name: string, atMs: number): ModelPolicy | undefined {
  const begun = model.policies.filter(({ name: its, fromMs }) => its === name && fromMs <= atMs);
  const lastBegin = Math.max(...begun.map(({ fromMs }) => fromMs));
  return begun.filter(({ fromMs }) => fromMs === lastBegin).at(-1);
}

/** A movement on one account. */
interface Movement extends Flow {
  readonly id: string;
  readonly account: ModelAccount;
  readonly policy: ModelPolicy;
  readonly purpose: string;
  readonly date: string;
}

/** The first limit that a movement would break. */
export function limitBroken(movement: Movement): No | null {
  const { id, account, policy, paid, received, date } = movement;
  const no = (limit: string, cap: bigint, left: bigint, more: Record<string, string> = {}): No => ({
    code: 'limit_exceeded',
    account: id,
    limit,
    cap_minor: String(cap),
    left_minor: String(left < 0n ? 0n : left),
    ...more,
  });
  const room = policy.balanceCap === null ? null : policy.balanceCap - account.balance;
  if (policy.balanceCap !== null && room !== null && received > paid && received - paid > room)
    return no('balance', policy.balanceCap, room);
  for (const { name, direction, purposes, singleMinor, dayMinor, monthMinor } of policy.rules) {
    const amount = direction === 'paid' ? paid : received;
    const concerns = (purpose: string): boolean => purposes.length === 0 || purposes.includes(purpose);
    if (amount === 0n || !concerns(movement.purpose)) continue;
    const usedSince = (prefix: string): bigint =>
      account.moves
        .filter((move) => move.date.startsWith(prefix) && concerns(move.purpose))
        .reduce((sum, move) => sum + move[direction], 0n);
    if (singleMinor !== null && amount > singleMinor) return no(name, singleMinor, singleMinor);
    const leftToday = dayMinor === null ? null : dayMinor - usedSince(date);
    if (dayMinor !== null && leftToday !== null && amount > leftToday)
      return no(name, dayMinor, leftToday, { period: 'day', resets_on: firstAfter(date, 'day') });
    const leftThisMonth = monthMinor === null ? null : monthMinor - usedSince(date.slice(0, 7));
    if (monthMinor !== null && leftThisMonth !== null && amount > leftThisMonth)
      return no(name, monthMinor, leftThisMonth, { period: 'month', resets_on: firstAfter(date, 'month') });
  }
  return null;
}

function firstAfter(date: string, period: 'day' | 'month'): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const next = period === 'day' ? Date.UTC(year, month - 1, day + 1) : Date.UTC(year, month, 1);
  return new Date(next).toISOString().slice(0, 10);
}
