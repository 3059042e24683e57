import type { z } from 'zod';
import type { FieldProblem, Problem } from './problem.ts';

export type Input<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

const MAX_FIELD_PROBLEMS = 20;

function pointerOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
  return ['#', ...parts].join('/');
}

/** An unknown field is reported by its own name, not by that of the object that holds it. */
function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key.slice(0, 100)]),
      code: 'unknown_field',
      message: 'This field is not known here.',
    }));
  }
  const code =
    issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : issue.code;
  return [{ pointer: pointerOf(issue.path), code, message: issue.message }];
}

/** Parses a body or query by its schema; what does not fit becomes a 422 that names each field. */
export function readInput<Value>(schema: z.ZodType<Value>, input: unknown): Input<Value> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors = parsed.error.issues.flatMap(fieldProblems).slice(0, MAX_FIELD_PROBLEMS);
  const detail = 'Some fields are not as they should be; see errors.';
  return { ok: false, problem: { status: 422, code: 'validation_failed', detail, errors } };
}
