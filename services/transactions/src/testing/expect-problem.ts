import { expect } from 'vitest';
import type { Answer } from './api.ts';

/** The answer is a problem document with this status and code. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
}

/** The answer is a problem that points at this field. */
export function expectFieldProblem(answer: Answer, status: number, pointer: string, code?: string): void {
  const errors = answer.body.errors;
  const field = { pointer, ...(code === undefined ? {} : { code }) };
  expect({ status: answer.status, errors }).toMatchObject({
    status,
    errors: [expect.objectContaining(field)],
  });
}
