import { defineConfig } from 'vitest/config';

/** The tidy tests alone read files only: `npm run check` runs them without a database. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.test.ts'] },
});
