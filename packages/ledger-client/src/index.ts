export {
  CHART_OF_ACCOUNTS,
  type ChartAccount,
  chartAccountId,
  openChartOfAccounts,
} from './chart-of-accounts.ts';
export type {
  AccountKind,
  CloseBusinessDayCommand,
  Command,
  Leg,
  OpenAccountCommand,
  Outcome,
  Position,
  PostCommand,
  Purpose,
  Reference,
} from './command.ts';
export { MAX_COMMANDS_PER_REQUEST, PURPOSES } from './command.ts';
export { createLedgerClient, type LedgerClient, type LedgerClientOptions } from './ledger-client.ts';
export type {
  AccountBalance,
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
