/** One claim about the day, and whether it holds. */
export interface Proof {
  readonly claim: string;
  readonly holds: boolean;
  /** The figures behind it, or what breaks it. */
  readonly detail: string;
}

const MAX_SHOWN = 3;

/** A claim that holds when nothing breaks it. */
export function proofOf(claim: string, broken: readonly string[], figures: string): Proof {
  if (broken.length === 0) return { claim, holds: true, detail: figures };
  const more = broken.length > MAX_SHOWN ? ` and ${broken.length - MAX_SHOWN} more` : '';
  return { claim, holds: false, detail: `${broken.slice(0, MAX_SHOWN).join('; ')}${more}` };
}
