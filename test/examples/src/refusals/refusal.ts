import { differences } from '../differences.ts';
import type { Json } from '../normalise.ts';

/** One refusal, as somebody in a story was given it. */
export interface MetRefusal {
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  /** The problem document, with what differs each time replaced. */
  readonly answer: Readonly<Record<string, Json>>;
}

/** A refusal as it is written down for the description. */
export interface RecordedRefusal {
  /** Where it was met like this; the first one's answer is written down. */
  readonly operations: readonly string[];
  readonly status: number;
  readonly answer: Readonly<Record<string, Json>>;
}

/** Refusals by their codes, each of another sentence, place or shape once. */
export function chooseRefusals(met: readonly MetRefusal[]): Record<string, RecordedRefusal[]> {
  const byCode = new Map<string, { operations: string[]; status: number; answer: MetRefusal['answer'] }[]>();
  for (const { code, operation, status, answer } of met) {
    const known = byCode.get(code) ?? [];
    byCode.set(code, known);
    const alike = known.find((one) => one.status === status && areAlike(one.answer, answer));
    if (alike === undefined) known.push({ operations: [operation], status, answer });
    else if (!alike.operations.includes(operation)) alike.operations.push(operation);
  }
  return Object.fromEntries([...byCode].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function areAlike(one: MetRefusal['answer'], other: MetRefusal['answer']): boolean {
  return (
    one.detail === other.detail && differences(one, other).length === 0 && pointer(one) === pointer(other)
  );
}

function pointer({ errors }: MetRefusal['answer']): string {
  const [first] = (errors ?? []) as readonly { readonly pointer?: string }[];
  return first?.pointer ?? '';
}
