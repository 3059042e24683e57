/** Something that does not hold, and the batch where it shows. */
export interface Finding {
  /** The batch; null for what belongs to none, such as an account that nobody opened. */
  readonly batch: bigint | null;
  /** Which check, in one word or two. */
  readonly check: string;
  readonly message: string;
}

export interface Findings {
  add(finding: Finding): void;
  /** The first of them; what is broken once is often broken a thousand times. */
  readonly shown: readonly Finding[];
  count(): number;
}

const MAX_SHOWN = 100;

export function createFindings(): Findings {
  const shown: Finding[] = [];
  let count = 0;
  return {
    shown,
    count: () => count,
    add: (finding) => {
      count += 1;
      if (shown.length < MAX_SHOWN) shown.push(finding);
    },
  };
}
