/** A program that runs now. */
export interface Running {
  readonly pid: number;
  /** Resolves, never rejects, with the reason when the program has ended by itself or was stopped. */
  readonly exited: Promise<string>;
  /** Ends it in good order and resolves when it is gone. May be called again. */
  stop(): Promise<void>;
}
