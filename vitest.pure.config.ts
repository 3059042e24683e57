import { defineConfig } from 'vitest/config';

/** The book and the money alone: they have no I/O, so their tests need no database and every line can be reached. */
export default defineConfig({
  test: {
    include: ['packages/{book,money}/src/**/*.test.ts'],
    coverage: {
      include: ['packages/{book,money}/src/**'],
      exclude: ['**/*.testing.ts', '**/*.test.ts'],
      reporter: 'text',
      thresholds: { lines: 100, branches: 100 },
    },
  },
});
