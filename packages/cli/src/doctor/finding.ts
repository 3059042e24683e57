import type { JsonObject } from '../output.ts';

export const STATUSES = ['ok', 'warning', 'broken', 'skipped'] as const;
export type Status = (typeof STATUSES)[number];

/** What one look at an installation has found. */
export interface Finding {
  /** Stable name of what was looked at, for scripts: `ledger`, `migrations`. */
  readonly check: string;
  readonly status: Status;
  /** What is so, for a person. */
  readonly message: string;
  /** What to do about it; there for everything that is broken. */
  readonly todo?: string | undefined;
  readonly facts?: JsonObject | undefined;
}

/** One look. It may find several things, and throws only by mistake. */
export type Look = () => Promise<readonly Finding[]>;

type Rest = Pick<Finding, 'facts'>;

export const ok = (check: string, message: string, rest: Rest = {}): Finding => ({
  check,
  status: 'ok',
  message,
  ...rest,
});

export const warning = (check: string, message: string, todo: string, rest: Rest = {}): Finding => ({
  check,
  status: 'warning',
  message,
  todo,
  ...rest,
});

export const broken = (check: string, message: string, todo: string, rest: Rest = {}): Finding => ({
  check,
  status: 'broken',
  message,
  todo,
  ...rest,
});

/** Nothing was looked at, and nothing is said of it. */
export const skipped = (check: string, message: string, todo?: string): Finding => ({
  check,
  status: 'skipped',
  message,
  todo,
});
