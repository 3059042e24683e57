import { z } from 'zod';
import type { Route } from '../http/route.ts';
import { type DescribedProblem, describedProblems } from './described-problems.ts';
import type { JsonSchema } from './json-schema.ts';
import type { ProblemExamples } from './problem-examples.ts';

export const problemWire = z
  .looseObject({
    type: z.string().meta({ examples: ['urn:tamsui:problem:validation_failed'] }),
    title: z.string(),
    status: z.number().int().meta({ minimum: 400, maximum: 599 }),
    code: z.string().meta({ description: 'A stable word for machines to switch on.' }),
    detail: z.string().meta({ description: 'A sentence for the person who reads it.' }),
    retryable: z.boolean().meta({ description: 'True when the same request may be sent again unchanged.' }),
    request_id: z.string(),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().meta({
            description:
              'A JSON Pointer (RFC 6901) into the body, or `header:`, `query:` or `path:` and a name.',
          }),
          code: z.string(),
          message: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457).' });

const FAULT: DescribedProblem = {
  status: 503,
  code: '',
  detail:
    'A part of the city is away. What it is, `code` says; `retryable` and `Retry-After` say what to do.',
};
const MISTAKE: DescribedProblem = {
  status: 500,
  code: 'internal_error',
  detail: 'We made a mistake, and it is logged.',
};

/** Of the faults one stands for all. */
const ANY_FAULT: DescribedProblem = {
  status: 503,
  code: 'database_unavailable',
  detail: 'The database is not reachable.',
  retryable: true,
};

/** What any route may answer with, with a code that stands in its example. */
export const PROBLEMS_OF_ALL: readonly DescribedProblem[] = [MISTAKE, ANY_FAULT];

/** What all descriptions of problems share: the schema of a problem by its name, and the examples. */
export interface ProblemParts {
  readonly problemRef: JsonSchema;
  readonly problemExamples: ProblemExamples;
}

/** The responses for whatever goes wrong, by status. */
export function problemResponses(route: Route, parts: ProblemParts): Record<string, JsonSchema> {
  const byStatus = new Map<number, DescribedProblem[]>();
  for (const problem of [...describedProblems(route), MISTAKE, FAULT]) {
    byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), problem]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, problems]) => [status, responseOf(route.operation, status, problems, parts)]),
  );
}

function responseOf(
  operation: string,
  status: number,
  problems: readonly DescribedProblem[],
  { problemRef, problemExamples }: ProblemParts,
): JsonSchema {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const known = codes.includes('') ? {} : { code: { enum: codes } };
  const shown = problems.map((problem) => (problem.code === '' ? ANY_FAULT : problem));
  const schema = { allOf: [problemRef, { properties: { status: { const: status }, ...known } }] };
  const examples = problemExamples.of(operation, shown);
  return {
    description: problems.map(sentenceOf).join('\n'),
    headers: headersOf(status),
    content: { 'application/problem+json': { schema, examples } },
  };
}

function sentenceOf({ code, detail }: DescribedProblem): string {
  return code === '' ? detail : `- \`${code}\`: ${detail}`;
}

function headersOf(status: number): JsonSchema {
  const requestId = { 'Request-Id': { $ref: '#/components/headers/RequestId' } };
  const isLater = status === 429 || status === 503;
  return isLater ? { ...requestId, 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } : requestId;
}
