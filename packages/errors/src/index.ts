export { Fault, type FaultOptions, isRetryable } from './fault.ts';
export { Bug, invariant } from './invariant.ts';
export { accept, type Refusal, type Result, refuse } from './result.ts';
