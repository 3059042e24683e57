import type { LimitRule } from '@tamsui/book';
import type { Random } from '../random.ts';

/** Limits so narrow that a few payments reach them. */
export function anyRules(random: Random): LimitRule[] {
  const cap = (first: number, last: number): bigint | null =>
    random.chance(0.6) ? BigInt(random.between(first, last)) : null;
  return Array.from({ length: random.between(1, 3) }, (_, n) => ({
    name: `rule_${n}`,
    direction: random.pick(['paid', 'paid', 'received'] as const),
    purposes: random.pick([[], ['payment'], ['payment', 'fee'], ['transfer'], ['top_up']]),
    singleMinor: cap(30, 90),
    dayMinor: cap(60, 200),
    monthMinor: cap(100, 500),
  }));
}
