import { problemDocument } from '@tamsui/platform/http';
import type { DescribedProblem } from './described-problems.ts';
import type { JsonSchema } from './json-schema.ts';

/** An example of every problem that is described, printed as the real ones are, and the same ones once. */
export interface ProblemExamples {
  /** `examples` of an answer that may be any of these. */
  of(problems: readonly DescribedProblem[]): Readonly<Record<string, JsonSchema>>;
  /** For the components of the description. */
  readonly named: Readonly<Record<string, JsonSchema>>;
}

const REQUEST_ID = 'req_01a22915fca70a1980f0daf518d12a4b';
const PLACE = '#/components/examples/';
/** Which fields they are is different each time. */
const WRONG_FIELD = { pointer: '/amount', code: 'invalid_type', message: 'expected string, received number' };
const ERRORS: Readonly<Record<string, readonly (typeof WRONG_FIELD)[]>> = {
  validation_failed: [WRONG_FIELD],
};

export function createProblemExamples(): ProblemExamples {
  const named: Record<string, JsonSchema> = {};
  const names = new Map<string, string>();

  function nameOf(problem: DescribedProblem): string {
    const value = exampleOf(problem);
    const text = JSON.stringify(value);
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = freeName(problem.code);
    names.set(text, name);
    named[name] = { value };
    return name;
  }

  /** One code may have another sentence in another feature. */
  function freeName(code: string): string {
    if (named[code] === undefined) return code;
    let count = 2;
    while (named[`${code}_${count}`] !== undefined) count += 1;
    return `${code}_${count}`;
  }

  return {
    named,
    of: (problems) => {
      // Two features of one route may have a code in common: the first one's sentence is shown.
      const byCode = new Map([...problems].reverse().map((problem) => [problem.code, problem]));
      return Object.fromEntries(
        [...byCode].reverse().map(([code, problem]) => [code, { $ref: `${PLACE}${nameOf(problem)}` }]),
      );
    },
  };
}

function exampleOf({ status, code, detail, retryable = false, pointer }: DescribedProblem) {
  const errors = pointer === undefined ? ERRORS[code] : [{ pointer, code, message: detail }];
  return problemDocument(
    { status, code, detail, retryable, ...(errors === undefined ? {} : { errors }) },
    REQUEST_ID,
  );
}
