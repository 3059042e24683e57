import type { Response } from 'express';

/** One field that is wrong: a JSON pointer (RFC 6901, as URI fragment) and a sentence. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** A problem document of RFC 9457. `code` is the word to switch on. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly retryable?: boolean;
  readonly errors?: readonly FieldProblem[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Refused',
  503: 'Not available',
};

export function sendProblem(response: Response, { status, code, detail, retryable, errors }: Problem): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: TITLES[status] ?? 'Error',
        status,
        code,
        detail,
        retryable: retryable ?? false,
        ...(errors === undefined ? {} : { errors }),
      }),
    );
}

export const NOT_FOUND: Problem = { status: 404, code: 'not_found', detail: 'There is nothing here.' };
