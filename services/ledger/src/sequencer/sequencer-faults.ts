import { Fault } from '@tamsui/errors';

/** The commands may or may not become durable; a retry with the same ids tells. */
export function outcomeUnknown(cause: unknown): Fault {
  const message = 'The ledger lost its journal for a moment; ask again.';
  return new Fault('ledger_outcome_unknown', message, { cause, retryable: true });
}

export function overloaded(): Fault {
  const message = 'The ledger takes no more for a moment; ask again.';
  return new Fault('ledger_overloaded', message, { retryable: true });
}

export function notLeading(): Fault {
  const message = 'The book is being loaded, or another process leads it.';
  return new Fault('ledger_not_leading', message, { retryable: true });
}
