import type { ExitCode } from './exit-codes.ts';
import type { JsonObject } from './output.ts';

export interface CliErrorOptions {
  /** Stable snake_case word for scripts to switch on. */
  readonly code: string;
  readonly message: string;
  readonly exitCode: ExitCode;
  /** What to do about it, as a sentence. */
  readonly hint?: string | undefined;
  /** Further members of the JSON error. Never a key. */
  readonly facts?: JsonObject | undefined;
  readonly cause?: unknown;
}

/** Why a command ended without doing what it was asked; printed once, at the end. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly facts: JsonObject;

  constructor({ code, message, exitCode, hint, facts = {}, cause }: CliErrorOptions) {
    super(message, { cause });
    this.code = code;
    this.exitCode = exitCode;
    this.hint = hint;
    this.facts = facts;
  }

  /** The same error that knows more, for example under which key the request was sent. */
  with(facts: JsonObject, hint = this.hint): CliError {
    const { code, message, exitCode, cause } = this;
    return new CliError({ code, message, exitCode, cause, hint, facts: { ...this.facts, ...facts } });
  }
}
