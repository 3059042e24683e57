/**
 * Splits a total by weights so that the parts sum to the whole: every part is rounded down, and the minor
 * units left over go one each to the parts with the largest remainder, the earlier part first on a tie.
 * @throws RangeError without weights, on a negative weight or total, or when all weights are zero
 */
export function allocate(totalMinor: bigint, weights: readonly bigint[]): bigint[] {
  if (totalMinor < 0n) throw new RangeError('cannot allocate a negative total');
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight must not be negative');
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  if (weightSum === 0n) throw new RangeError('at least one weight must be positive');

  const parts = weights.map((weight) => (totalMinor * weight) / weightSum);
  let leftMinor = totalMinor - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (totalMinor * weight) % weightSum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (leftMinor === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    leftMinor -= 1n;
  }
  return parts;
}
