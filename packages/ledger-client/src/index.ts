export {
  CHART_OF_ACCOUNTS,
  type ChartAccount,
  chartAccountId,
  openChartOfAccounts,
} from './chart-of-accounts.ts';
export type {
  AccountKind,
  AccountStatus,
  AssignPolicyCommand,
  CloseBusinessDayCommand,
  Command,
  DeclineCommand,
  HoldCommand,
  Leg,
  LimitRule,
  OpenAccountCommand,
  Outcome,
  Position,
  PostCommand,
  Purpose,
  Reference,
  ReleaseHoldCommand,
  SetAccountStatusCommand,
  SetPolicyCommand,
} from './command.ts';
export { ACCOUNT_STATUSES, MAX_COMMANDS_PER_REQUEST, PURPOSES } from './command.ts';
export { createLedgerClient, type LedgerClient, type LedgerClientOptions } from './ledger-client.ts';
export type {
  AccountBalance,
  AsOf,
  BusinessDay,
  Entry,
  FeedPage,
  Posting,
  StatementLine,
  StatementPage,
  TrialBalance,
} from './reads.ts';
export {
  accountWire,
  businessDayWire,
  commandsRequestWire,
  commandWire,
  entryWire,
  entryWithRefundsWire,
  feedWire,
  outcomeWire,
  statementWire,
  trialBalanceWire,
} from './wire.ts';
