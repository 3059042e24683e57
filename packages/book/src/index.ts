export { type Account, type AccountKind, balanceOf, type Counters } from './account.ts';
export { type BusinessDay, openBusinessDay } from './business-day.ts';
export type {
  CloseBusinessDayCommand,
  Command,
  Leg,
  OpenAccountCommand,
  PostCommand,
  Reference,
} from './command.ts';
export type { Batch, Entry, Posting } from './entry.ts';
export { type Execution, execute, type Outcome } from './execute.ts';
export { hashBatch } from './hash.ts';
export { MAX_COMMANDS_PER_BATCH, MAX_LEGS, type MemoryLimits } from './limits.ts';
export { type Needs, needsOf } from './needs.ts';
export type { RecentMap } from './recent-map.ts';
export type { BookRefusal, BookRefusalCode } from './refusal.ts';
export { replayBatch } from './replay.ts';
export {
  type BookState,
  createBookState,
  type Head,
  type RememberedEntry,
  rememberAccount,
  rememberEntry,
} from './state.ts';
