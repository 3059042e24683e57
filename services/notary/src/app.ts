import { createHttpApp, type HttpApp, Problem } from '@tamsui/platform/http';
import type { Logger } from '@tamsui/platform/logger';
import type { Registry } from '@tamsui/platform/metrics';
import { mountHeadRoutes } from './heads/head-routes.ts';
import type { SigningKey } from './heads/signing-key.ts';
import type { BookWatch } from './heads/watch-book.ts';
import { mountProofRoutes } from './proofs/proof-routes.ts';
import type { ProofDeps } from './proofs/prove-entry.ts';

export interface NotaryAppDeps {
  readonly books: ReadonlyMap<string, ProofDeps>;
  readonly watches: readonly BookWatch[];
  readonly key: SigningKey;
  readonly token: string;
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** What anybody may ask the notary. It is unhealthy while it refuses to sign. */
export function createNotaryApp({ books, watches, key, token, logger, metrics }: NotaryAppDeps): HttpApp {
  const bookOf = (name: string): ProofDeps => {
    const book = books.get(name);
    if (book !== undefined) return book;
    throw new Problem({ status: 404, code: 'book_unknown', detail: 'The notary does not watch this book.' });
  };
  return createHttpApp({
    logger,
    metrics,
    checkHealth: async () => {
      for (const watch of watches) watch.checkHealth();
    },
    routes: (router) => {
      mountHeadRoutes(router, { bookOf, key });
      mountProofRoutes(router, { bookOf, token });
    },
  });
}
