import type { Command, Leg } from '@tamsui/book';
import type { Answer } from './history.ts';

/** What callers know of the city: names they gave, and what the ledger told them was posted. */
export interface City {
  readonly bank: string;
  readonly abroad: string;
  readonly merchants: readonly string[];
  readonly wallets: readonly string[];
  /** Posted entries that may be given back. */
  readonly payments: { readonly id: string; readonly legs: readonly Leg[] }[];
  readonly holds: { readonly id: string; readonly account: string; readonly amountMinor: bigint }[];
  /** A few tokens, so that somebody tries one again. */
  readonly tokens: readonly string[];
  /** Names and ids that nobody has used yet. */
  newId(): string;
  newFingerprint(): string;
  /** Takes note of an answer. */
  learn(command: Command, answer: Answer): void;
}

const MERCHANTS = 2;
const TOKENS = 6;

export function createCity(walletCount: number): City {
  let ids = 0;
  let fingerprints = 0;
  const newId = (): string => {
    ids += 1;
    return `00000000-0000-8000-8000-${ids.toString(16).padStart(12, '0')}`;
  };
  const some = (count: number): string[] => Array.from({ length: count }, newId);
  const payments: City['payments'] = [];
  const holds: City['holds'] = [];

  return {
    bank: newId(),
    abroad: newId(),
    merchants: some(MERCHANTS),
    wallets: some(walletCount),
    tokens: some(TOKENS),
    payments,
    holds,
    newId,
    newFingerprint: () => {
      fingerprints += 1;
      return fingerprints.toString(16).padStart(32, '0');
    },
    learn: (command, answer) => {
      if (answer.status === 'conflict' || answer.refusal !== null) return;
      if (command.kind === 'post') payments.push({ id: command.id, legs: command.legs });
      if (command.kind === 'hold')
        holds.push({ id: command.id, account: command.account, amountMinor: command.amountMinor });
    },
  };
}
