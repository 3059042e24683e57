import type { LedgerFigures } from './ledger-figures.ts';

/** A promise and what became of it. `holds` is null for what was not measured. */
export interface Budget {
  readonly name: string;
  readonly value: number | null;
  readonly limit: string;
  readonly holds: boolean | null;
}

/** The ledger's budgets; see README.md of this room for what each ratio means. */
export function judge(figures: LedgerFigures): Budget[] {
  const { growth } = figures;
  const growthName =
    growth === null ? 'growthRatio' : `growthRatio${growth.to === 50_000_000 ? '' : `${growth.to / 1e6}M`}`;
  return [
    atLeast('ratioToCopy', figures.ratioToCopy, 0.55),
    atLeast('hotToUniform', figures.hotToUniform, 1),
    atMost('bytesPerEntry', figures.bytesPerEntry, 450),
    atMost('restartSeconds', figures.restartSeconds, 5),
    atMost(growthName, growth?.ratio ?? null, 1.3),
  ];
}

export function atLeast(name: string, value: number, limit: number): Budget {
  return { name, value, limit: `at least ${limit}`, holds: value >= limit };
}

export function atMost(name: string, value: number | null, limit: number): Budget {
  return { name, value, limit: `at most ${limit}`, holds: value === null ? null : value <= limit };
}
