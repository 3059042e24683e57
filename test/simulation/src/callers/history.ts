import type { BookRefusal, Command, Outcome } from '@tamsui/book';

/** What a caller got. A fault is no answer. */
export type Answer =
  | { readonly status: 'conflict' }
  | {
      readonly status: 'decided';
      readonly replayed: boolean;
      readonly batch: bigint;
      readonly index: number;
      readonly atMs: number;
      readonly businessDate: string;
      readonly refusal: BookRefusal | null;
    };

/** An answer as it left the ledger, with the journal's last batch at that moment, and when it reached the caller. */
export interface Answered {
  readonly answer: Answer;
  readonly headWhenSent: bigint;
  readonly step: number;
}

/** One command as one caller meant it; sent as often as it took. */
export interface Asked {
  readonly command: Command;
  readonly firstSentStep: number;
  readonly answers: Answered[];
}

/** All that callers sent and got. */
export interface History {
  /** Every command by id and fingerprint. */
  readonly asked: ReadonlyMap<string, Asked>;
  sent(commands: readonly Command[], step: number): void;
  answered(command: Command, answered: Answered): void;
}

export const keyOf = ({ id, fingerprint }: Pick<Command, 'id' | 'fingerprint'>): string =>
  `${id} ${fingerprint}`;

export function createHistory(): History {
  const asked = new Map<string, Asked>();
  return {
    asked,
    sent: (commands, step) => {
      for (const command of commands) {
        if (asked.has(keyOf(command))) continue;
        asked.set(keyOf(command), { command, firstSentStep: step, answers: [] });
      }
    },
    answered: (command, answered) => asked.get(keyOf(command))?.answers.push(answered),
  };
}

/** Copies what the caller sees: the book goes on changing what it remembers. */
export function answerOf(outcome: Outcome): Answer {
  if (outcome.status === 'conflict') return { status: 'conflict' };
  const { batch, index, at, businessDate, refusal } = outcome.entry;
  return {
    status: 'decided',
    replayed: outcome.replayed,
    batch,
    index,
    atMs: at.getTime(),
    businessDate,
    refusal,
  };
}
