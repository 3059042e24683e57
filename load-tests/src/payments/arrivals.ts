/**
 * When requests are due that come independently of each other, at a rate on average (a Poisson process): people at
 * counters do not take turns. Milliseconds from the start, rising, the first at 0.
 */
export function arrivalsMs(count: number, perSecond: number, random: () => number): number[] {
  const due: number[] = [];
  let atMs = 0;
  for (let n = 0; n < count; n += 1) {
    due.push(atMs);
    // 1 - random is never 0, whose logarithm would be endless.
    atMs -= (Math.log(1 - random()) * 1_000) / perSecond;
  }
  return due;
}
