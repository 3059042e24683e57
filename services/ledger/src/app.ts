import type { Database } from '@tamsui/platform/database';
import { checkSharedToken, createHttpApp, type HttpApp, requireSharedToken } from '@tamsui/platform/http';
import type { Logger } from '@tamsui/platform/logger';
import type { Registry } from '@tamsui/platform/metrics';
import { mountAccountRoutes } from './accounts/account-routes.ts';
import { mountTrialBalanceRoutes } from './audit/trial-balance-routes.ts';
import type { Book } from './books/book.ts';
import { bookOfRequest } from './books/book-of-request.ts';
import { mountBusinessDayRoutes } from './business-days/business-day-routes.ts';
import { directCommandRoutes, mountCommandRoutes } from './commands/command-routes.ts';
import { mountEntryRoutes } from './entries/entry-routes.ts';
import { mountFeedRoutes } from './feed/feed-routes.ts';
import { mountStatementRoutes } from './statements/statement-routes.ts';

/** A request of a thousand commands with 32 legs each is the largest that makes sense. */
const MAX_BODY_BYTES = 8 * 1_024 * 1_024;

interface LedgerAppDeps {
  readonly books: ReadonlyMap<string, Book>;
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly token: string;
}

export function createLedgerApp({ books, database, logger, metrics, token }: LedgerAppDeps): HttpApp {
  return createHttpApp({
    logger,
    metrics,
    maxBodyBytes: MAX_BODY_BYTES,
    checkHealth: async () => {
      await database.raw('select 1');
    },
    direct: directCommandRoutes(books, checkSharedToken(token)),
    routes: (router) => {
      router.use('/v1', requireSharedToken(token));
      const bookOf = bookOfRequest(books);
      mountCommandRoutes(router, { bookOf });
      mountAccountRoutes(router, { bookOf, database });
      mountStatementRoutes(router, { bookOf, database });
      mountEntryRoutes(router, { bookOf, database });
      mountFeedRoutes(router, { bookOf, database });
      mountTrialBalanceRoutes(router, { bookOf, database });
      mountBusinessDayRoutes(router, { bookOf });
    },
  });
}
