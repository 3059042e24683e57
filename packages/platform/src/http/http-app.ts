import express, { type Express, type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import type { Logger } from '../logger.ts';
import { Histogram, type Registry } from '../metrics.ts';
import { noSuchRoute, problemMiddleware } from './problem-middleware.ts';
import { requestIdMiddleware } from './request-id.ts';

export type HttpApp = Express;

export interface HttpAppOptions {
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Throws when the service cannot serve, for example because its database does not answer. */
  readonly checkHealth: () => Promise<void>;
  /** Sees each request before anything of it is read, and may answer it: for turning away what there is no room for. */
  readonly admit?: RequestHandler;
  /** How many proxies in front of us add to `X-Forwarded-For` (0): whose address a caller's is. */
  readonly trustedProxies?: number;
  /** Largest JSON body ('64kb'). */
  readonly bodyLimit?: string;
  /** Mounts the service's own routes. */
  readonly routes: (router: Router) => void;
}

/** An Express application with the manners that all services share: ids, limits, health, metrics, problems. */
export function createHttpApp(options: HttpAppOptions): HttpApp {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // The simple parser keeps `a[b]=c` a plain name: no nested objects, no prototype to pollute.
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustedProxies ?? 0);
  app.use(requestIdMiddleware, helmet());
  mountHealth(app, options);
  mountMetrics(app, options.metrics);
  if (options.admit !== undefined) app.use(options.admit);
  app.use(
    express.json({ limit: options.bodyLimit ?? '64kb', type: 'application/json', verify: keepRawBody }),
  );
  const router = Router();
  options.routes(router);
  app.use(router, noSuchRoute, problemMiddleware(options.logger));
  return app;
}

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

function mountMetrics(app: Express, registry: Registry): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  app.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  app.use((req, res, next) => {
    const stop = duration.startTimer({ method: req.method });
    res.on('finish', () => {
      // How long a stream was listened to is not how long an answer took.
      if (String(res.getHeader('content-type')).startsWith('text/event-stream')) return;
      const route: unknown = req.route === undefined ? undefined : (req.route as { path?: unknown }).path;
      stop({ route: typeof route === 'string' ? route : 'none', status: String(res.statusCode) });
    });
    next();
  });
}
