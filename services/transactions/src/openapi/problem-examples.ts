import type { Route } from '../http/route.ts';
import { type DescribedProblem, describedProblems } from './described-problems.ts';
import type { JsonSchema } from './json-schema.ts';
import { type RecordedRefusal, recordedRefusals } from './recorded-examples.ts';

/** An example of every problem that was met in a running city, and the same ones once. */
export interface ProblemExamples {
  /** `examples` of an answer of this operation that may be any of these; nothing of what nobody has met. */
  of(operation: string, problems: readonly DescribedProblem[]): Readonly<Record<string, JsonSchema>>;
  /** For the components of the description. */
  readonly named: Readonly<Record<string, JsonSchema>>;
}

const PLACE = '#/components/examples/';

/** What every route may answer with is described beside the tables of refusals. */
export function createProblemExamples(
  routes: readonly Route[],
  ofAll: readonly DescribedProblem[],
): ProblemExamples {
  const sharing = operationsByProblem(routes, ofAll);
  const named: Record<string, JsonSchema> = {};
  const names = new Map<RecordedRefusal, string>();

  function nameOf(refusal: RecordedRefusal, code: string): string {
    const known = names.get(refusal);
    if (known !== undefined) return known;
    const name = freeName(code);
    names.set(refusal, name);
    named[name] = { value: refusal.answer };
    return name;
  }

  /** One code may have another sentence, or other members, in another feature. */
  function freeName(code: string): string {
    if (named[code] === undefined) return code;
    let count = 2;
    while (named[`${code}_${count}`] !== undefined) count += 1;
    return `${code}_${count}`;
  }

  return {
    named,
    of: (operation, problems) =>
      Object.fromEntries(
        shownOf(problems).flatMap((problem) => {
          const refusal = metAt(operation, problem, sharing.get(keyOf(problem)) ?? []);
          return refusal === undefined
            ? []
            : [[problem.code, { $ref: `${PLACE}${nameOf(refusal, problem.code)}` }]];
        }),
      ),
  };
}

/** As it was met at this operation, or else where the same problem is described. */
function metAt(
  operation: string,
  { code, status }: DescribedProblem,
  alike: readonly string[],
): RecordedRefusal | undefined {
  const met = recordedRefusals(code).filter((one) => one.status === status);
  return (
    met.find(({ operations }) => operations.includes(operation)) ??
    met.find(({ operations }) => operations.some((one) => alike.includes(one)))
  );
}

/** Two features of one route may have a code in common: the first one's sentence is shown. */
function shownOf(problems: readonly DescribedProblem[]): DescribedProblem[] {
  const byCode = new Map([...problems].reverse().map((problem) => [problem.code, problem]));
  return [...byCode.values()].reverse();
}

/** Which operations describe the very same problem. */
function operationsByProblem(
  routes: readonly Route[],
  ofAll: readonly DescribedProblem[],
): ReadonlyMap<string, readonly string[]> {
  const byProblem = new Map<string, string[]>();
  for (const route of routes) {
    for (const problem of shownOf([...describedProblems(route), ...ofAll])) {
      const key = keyOf(problem);
      byProblem.set(key, [...(byProblem.get(key) ?? []), route.operation]);
    }
  }
  return byProblem;
}

function keyOf({ status, code, detail, pointer }: DescribedProblem): string {
  return JSON.stringify([status, code, detail, pointer]);
}
