/** Counts what was done to the ledger, by kind. */
export interface Faults {
  count(kind: string): void;
  /** True until everything heals. */
  isTrouble(): boolean;
  /** From now on nothing goes wrong any more, so that whoever still waits must get through. */
  heal(): void;
  readonly counts: ReadonlyMap<string, number>;
}

export function createFaults(): Faults {
  const counts = new Map<string, number>();
  let trouble = true;
  return {
    counts,
    count: (kind) => {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    isTrouble: () => trouble,
    heal: () => {
      trouble = false;
    },
  };
}
