export {
  type Account,
  type AccountKind,
  type AccountStatus,
  availableOf,
  balanceOf,
  type Counters,
  newAccount,
} from './account.ts';
export { type BusinessDay, openBusinessDay } from './business-day.ts';
export type {
  AssignPolicyCommand,
  CloseBusinessDayCommand,
  Command,
  DeclineCommand,
  HoldCommand,
  Leg,
  OpenAccountCommand,
  PostCommand,
  Reference,
  ReleaseHoldCommand,
  SetAccountStatusCommand,
  SetPolicyCommand,
} from './command.ts';
export { accountStatusOf } from './detail.ts';
export type { Batch, Entry, Posting } from './entry.ts';
export { type Execution, execute, type Outcome } from './execute.ts';
export { hashBatch } from './hash.ts';
export type { Hold } from './hold.ts';
export {
  MAX_COMMANDS_PER_BATCH,
  MAX_LEGS,
  MEMORY_LIMITS,
  type MemoryLimits,
  UNLIMITED_MEMORY,
} from './limits.ts';
export { type Needs, needsOf } from './needs.ts';
export { type LimitRule, type Policy, policyOfDetail } from './policy.ts';
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
  rememberPolicy,
} from './state.ts';
export { addUsage, type Direction, type Usage, usageKey } from './usage.ts';
