import { afterAll, onTestFinished, TestRunner } from 'vitest';

/**
 * Closes something with what it was opened for: with the test, when a test is running, else with the file. Test files
 * share a process, so that what stays open would burden all that come after.
 */
export function atTheEnd(close: () => unknown): void {
  const closing = async (): Promise<void> => {
    await close();
  };
  if (TestRunner.getCurrentTest() === undefined) afterAll(closing);
  else onTestFinished(closing);
}
