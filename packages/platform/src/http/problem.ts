import type { Refusal } from '@tamsui/errors';

/** What is wrong with one field: `pointer` is a JSON Pointer (RFC 6901) into the body, or names a header or parameter. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface ProblemOptions {
  readonly status: number;
  /** Stable snake_case word for machines to switch on. */
  readonly code: string;
  /** A sentence for the person who reads it. */
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  /** True when the same request may be sent again unchanged. */
  readonly retryable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members, for example what is left of a limit. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** An answer that is a problem document (RFC 9457). Thrown by routes, printed by the error middleware. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly options: ProblemOptions;

  constructor(options: ProblemOptions) {
    super(options.detail);
    this.options = options;
  }
}

/** For every refusal code of a feature, its HTTP status and its sentence. A code without one does not compile. */
export type RefusalStatuses<Code extends string> = Readonly<
  Record<
    Code,
    {
      readonly status: number;
      readonly detail: string;
      readonly pointer?: string;
      readonly retryable?: boolean;
    }
  >
>;

/** Turns a refusal into the problem that its feature maps it to; its facts go along as members. */
export function problemOfRefusal<Code extends string>(
  refusal: Refusal<Code>,
  statuses: RefusalStatuses<Code>,
): Problem {
  const { code, ...facts } = refusal;
  const { status, detail, pointer, retryable = false } = statuses[code];
  const errors = pointer === undefined ? {} : { errors: [{ pointer, code, message: detail }] };
  return new Problem({ status, code, detail, retryable, facts, ...errors });
}
