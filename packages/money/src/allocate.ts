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

  const parts = weights.map((weight) => ({
    minor: (totalMinor * weight) / weightSum,
    remainder: (totalMinor * weight) % weightSum,
  }));
  // Fewer units than parts are left over. Sorting leaves parts with equal remainders in their order.
  const leftMinor = parts.reduce((left, part) => left - part.minor, totalMinor);
  const byRemainder = parts.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder),
  );
  for (const part of byRemainder.slice(0, Number(leftMinor))) part.minor += 1n;
  return parts.map(({ minor }) => minor);
}
