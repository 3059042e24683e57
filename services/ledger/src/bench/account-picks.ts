/** Picks the payer and the payee of a payment, as places in the list of accounts; never the same twice. */
export type PickPair = () => readonly [payer: number, payee: number];

/** Every account is as likely as every other. */
export function pickUniform(count: number, random: () => number): PickPair {
  return distinct(() => Math.floor(random() * count));
}

/** The account of rank r is picked in proportion to 1 / r^exponent (Zipf's law), on both sides. */
export function pickZipf(count: number, exponent: number, random: () => number): PickPair {
  const upTo = new Float64Array(count);
  let total = 0;
  for (let rank = 1; rank <= count; rank += 1) {
    total += rank ** -exponent;
    upTo[rank - 1] = total;
  }
  return distinct(() => firstAbove(upTo, random() * total));
}

/** One account receives every payment. */
export function pickHot(count: number, random: () => number): PickPair {
  return () => [1 + Math.floor(random() * (count - 1)), 0];
}

function distinct(pick: () => number): PickPair {
  return () => {
    const payer = pick();
    let payee = pick();
    while (payee === payer) payee = pick();
    return [payer, payee];
  };
}

/** Binary search in a list that rises. */
function firstAbove(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
