import { readFileSync } from 'node:fs';

/** Prints the one line that says how the tests went, from vitest's JSON report. Fails when any failed or none ran. */
const report = readReport(process.argv[2]);
const passed = report.numPassedTests ?? 0;
// A file that cannot even be loaded has no tests to count, and is a failure all the same.
const brokenFiles = (report.testResults ?? []).filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;
const failed = (report.numFailedTests ?? 0) + brokenFiles;
const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** vitest writes no report when it cannot start at all. */
function readReport(file) {
  const text = readFileSync(file, 'utf8');
  return text === '' ? {} : JSON.parse(text);
}
