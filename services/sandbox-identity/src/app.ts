import { createHttpApp, type HttpApp } from '@tamsui/platform/http';
import type { Logger } from '@tamsui/platform/logger';
import type { Registry } from '@tamsui/platform/metrics';
import type { RequestHandler } from 'express';
import type { SandboxIdentityConfig } from './config.ts';
import { createProvider } from './provider.ts';
import { mountSignInRoutes } from './sign-in-routes.ts';

export interface SandboxIdentityDeps {
  readonly config: SandboxIdentityConfig;
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** The sign-in pages, and behind them the provider with every address of OpenID Connect. */
export function createSandboxIdentityApp({ config, logger, metrics }: SandboxIdentityDeps): HttpApp {
  const provider = createProvider(config);
  provider.on('server_error', (_ctx, error) => logger.error({ err: error }, 'the provider failed'));
  return createHttpApp({
    logger,
    metrics,
    checkHealth: async () => {},
    routes: (router) => {
      router.use(speakAs(new URL(config.ISSUER).host));
      mountSignInRoutes(router, provider);
      router.use(provider.callback());
    },
  });
}

/** The provider builds addresses from the Host header; whichever way we were reached, they are to be the issuer's. */
function speakAs(host: string): RequestHandler {
  return (req, _res, next) => {
    req.headers.host = host;
    next();
  };
}
