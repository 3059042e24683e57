import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, Router } from 'express';
import helmet from 'helmet';
import type { Logger } from '../logger.ts';
import type { Registry } from '../metrics.ts';
import { type Admit, admissionMiddleware } from './admission.ts';
import { createDirectRoutes, type DirectRoute } from './direct-routes.ts';
import { noSuchRoute, problemMiddleware } from './problem-middleware.ts';
import { createRequestDurations, type RequestDurations } from './request-durations.ts';
import { requestIdMiddleware } from './request-id.ts';

/** What answers requests. */
export interface HttpApp {
  (req: IncomingMessage, res: ServerResponse): void;
  /** Express' own, with every route of the service. */
  readonly router: Express['router'];
}

export interface HttpAppOptions {
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Throws when the service cannot serve, for example because its database does not answer. */
  readonly checkHealth: () => Promise<void>;
  readonly admit?: Admit;
  /** How many proxies in front of us add to `X-Forwarded-For` (0): whose address a caller's is. */
  readonly trustedProxies?: number;
  /** Largest JSON body (64 KiB). */
  readonly maxBodyBytes?: number;
  /** Mounts the service's own routes. */
  readonly routes: (router: Router) => void;
  /** Those of them that are answered without Express when a request is of the plain kind. */
  readonly direct?: readonly DirectRoute[];
}

const MAX_BODY_BYTES = 64 * 1_024;

/** An Express application with the manners that all services share: ids, limits, health, metrics, problems. */
export function createHttpApp(options: HttpAppOptions): HttpApp {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // The simple parser keeps `a[b]=c` a plain name: no nested objects, no prototype to pollute.
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustedProxies ?? 0);
  app.use(requestIdMiddleware, helmet());
  const { logger, metrics, admit = letIn, maxBodyBytes = MAX_BODY_BYTES } = options;
  const durations = createRequestDurations(metrics);
  mountHealth(app, options);
  mountMetrics(app, metrics, durations);
  app.use(admissionMiddleware(admit));
  app.use(express.json({ limit: maxBodyBytes, type: 'application/json', verify: keepRawBody }));
  const router = Router();
  options.routes(router);
  app.use(router, noSuchRoute, problemMiddleware(logger));
  const routes = options.direct ?? [];
  const serveDirectly = createDirectRoutes({ routes, admit, durations, logger, maxBodyBytes });
  const serve = (req: IncomingMessage, res: ServerResponse): void => {
    if (!serveDirectly(req, res)) app(req, res);
  };
  return Object.assign(serve, { router: app.router });
}

const letIn: Admit = () => ({ admitted: true });

/** A webhook's signature is over the bytes as they came, so they are kept beside the parsed body. */
function keepRawBody(req: unknown, _res: unknown, rawBody: Buffer): void {
  (req as { rawBody?: Buffer }).rawBody = rawBody;
}

function mountHealth(app: Express, { checkHealth, logger }: HttpAppOptions): void {
  app.get('/healthz', async (_req, res) => {
    try {
      await checkHealth();
      res.json({ status: 'ok' });
    } catch (error) {
      logger.warn({ err: error }, 'not healthy');
      res.status(503).json({ status: 'unavailable' });
    }
  });
}

function mountMetrics(app: Express, registry: Registry, durations: RequestDurations): void {
  app.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  app.use((req, res, next) => {
    const startMs = performance.now();
    res.on('finish', () => {
      // How long a stream was listened to is not how long an answer took.
      if (String(res.getHeader('content-type')).startsWith('text/event-stream')) return;
      const route: unknown = req.route === undefined ? undefined : (req.route as { path?: unknown }).path;
      const path = typeof route === 'string' ? route : 'none';
      durations.observe(req.method, path, res.statusCode, (performance.now() - startMs) / 1_000);
    });
    next();
  });
}
