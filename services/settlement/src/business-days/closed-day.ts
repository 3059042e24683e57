import { commandId, type Uuid } from '@tamsui/ids';
import type { Position } from '@tamsui/ledger-client';

/** A business day that the book has closed, and every day before with it. */
export interface ClosedDay {
  readonly businessDate: string;
  /** The cut: no entry behind it belongs to that day or an earlier one. */
  readonly position: Position;
  readonly closedAt: Date;
}

/** The command that closes a day has one id, whoever asks and however often. */
export function closeCommandId(businessDate: string): Uuid {
  return commandId(['settlement', 'close-business-day'], businessDate);
}
