import type { JournalCheck } from './check-journal.ts';
import type { RetryFigures } from './judge-retries.ts';
import type { HalfRateFigures } from './measure-half-rate.ts';
import type { OverloadFigures } from './measure-overload.ts';
import type { ScalingFigures } from './measure-scaling.ts';
import type { StepFigures } from './step-figures.ts';

/** What the bench of payments measures; README.md of this room says what each figure means. */
export interface PaymentFigures {
  readonly paymentsPerSecond: number;
  readonly echoPerSecond: number;
  readonly ratioToEcho: number;
  readonly lowestRatioToEcho: number;
  readonly hotToUniform: number;
  readonly p99MsAtHalfRate: number;
  readonly overloadGoodput: number;
  readonly recoverySeconds: number | null;
  readonly measured: readonly StepFigures[];
  readonly halfRate: HalfRateFigures;
  readonly retryStorm: RetryFigures;
  readonly overloads: readonly OverloadFigures[];
  readonly memoryMib: Readonly<Record<string, number | null>>;
  /** One API process beside more, on a Redis; null where there is none. */
  readonly scaling: readonly ScalingFigures[] | null;
  readonly check: JournalCheck;
}
