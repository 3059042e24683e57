import express, { type Express } from 'express';

/** The least that an Express service does with JSON: what a request costs before it does anything. */
export function createEcho(): Express {
  const app = express();
  app.use(express.json());
  app.post('/v1/payments', (req, res) => {
    res.status(201).json(req.body);
  });
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  return app;
}
