/** One thing that is wrong with what was sent. */
export interface FieldError {
  /** A JSON Pointer (RFC 6901) into the body, or `header:`, `query:` or `path:` and a name. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

interface Facts {
  readonly code: string;
  readonly message: string;
  readonly status: number | null;
  readonly retryable: boolean;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly moneyMoved?: boolean | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly problem?: Readonly<Record<string, unknown>>;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** Whatever the API did not do. Switch on `code`; `message` is for people. */
export class TamsuiError extends Error {
  override readonly name = 'TamsuiError';
  /** The problem's code; `no_answer` when nothing was heard, and `unreadable_answer` when it was no answer of the API. */
  readonly code: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  /** Whether the same request may be sent again, under the same key. */
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];
  /** Only where the API says it. Undefined after `no_answer`: nobody knows; ask again under the same key. */
  readonly moneyMoved: boolean | undefined;
  /** The key of the request that failed; send it again with this one. */
  readonly idempotencyKey: string | undefined;
  /** All members of the problem, such as what is left of a limit. */
  readonly problem: Readonly<Record<string, unknown>>;
  /** How long the API asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(facts: Facts) {
    super(facts.message, { cause: facts.cause });
    this.code = facts.code;
    this.status = facts.status;
    this.retryable = facts.retryable;
    this.requestId = facts.requestId;
    this.errors = facts.errors ?? [];
    this.moneyMoved = facts.moneyMoved;
    this.idempotencyKey = facts.idempotencyKey;
    this.problem = facts.problem ?? {};
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** Nothing was heard: the network broke, or time was up. */
export function noAnswer(cause: unknown, idempotencyKey: string | undefined): TamsuiError {
  return new TamsuiError({
    code: 'no_answer',
    message: 'The API did not answer; whether it did what was asked is not known.',
    status: null,
    retryable: true,
    idempotencyKey,
    cause,
  });
}

/** The same, as the failure of a call with this key. */
export function withKey(error: TamsuiError, idempotencyKey: string | undefined): TamsuiError {
  const { code, message, status, retryable, requestId, errors, moneyMoved, problem, retryAfterMs } = error;
  const said = { code, message, status, retryable, requestId, errors, moneyMoved, problem, retryAfterMs };
  return new TamsuiError({ ...said, idempotencyKey, cause: error });
}

/** What an answer of 300 and above says. A text that is no problem document gets the code `unreadable_answer`. */
export function errorOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
  idempotencyKey: string | undefined,
): TamsuiError {
  const problem = recordOf(text);
  const { code, detail, title, retryable, request_id: requestId, errors, money_moved: moneyMoved } = problem;
  return new TamsuiError({
    code: textOr(code, 'unreadable_answer'),
    message: textOr(detail, textOr(title, `The answer was ${status}.`)),
    status,
    retryable:
      typeof retryable === 'boolean' ? retryable : status === 429 || (status >= 502 && status <= 504),
    requestId: typeof requestId === 'string' ? requestId : (headers.get('request-id') ?? undefined),
    errors: Array.isArray(errors) ? (errors as FieldError[]) : [],
    moneyMoved: typeof moneyMoved === 'boolean' ? moneyMoved : undefined,
    retryAfterMs: secondsOf(headers.get('retry-after')),
    idempotencyKey,
    problem,
  });
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/** Only whole seconds: the API sends no dates. */
function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined;
}

function recordOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
