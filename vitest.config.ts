import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'services/**/*.test.ts',
      'db/**/*.test.ts',
      'demo/**/*.test.ts',
      'load-tests/**/*.test.ts',
      'test/**/*.test.ts',
      'verify/**/*.test.ts',
    ],
    globalSetup: ['./packages/testing/src/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A file closes what it opened, so the next one may go on in the same process: loading the services anew for each
    // of hundreds of files took a third of the time.
    isolate: false,
  },
});
