import { parsePublicId, type Uuid } from '@tamsui/ids';
import { idempotencyKeyOf, parseBody, parseQuery } from '@tamsui/platform/http';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Authenticate } from '../auth/credentials.ts';
import { admit } from './access.ts';
import type { CallerLimit } from './caller-limit.ts';
import { holdToDescription } from './hold-to-description.ts';
import { notFound } from './id-fields.ts';
import { REPLAYED_HEADER } from './replay.ts';
import type { PathId, Reply, Route } from './route.ts';

export interface MountOptions {
  readonly authenticate: Authenticate;
  readonly limitCaller: CallerLimit;
  /** Holds every answer against its description, and fails the request when they differ: for tests. */
  readonly checkAnswers: boolean;
}

const NOTHING = z.strictObject({});

/** Mounts routes. */
export function mountRoutes(router: Router, routes: readonly Route[], options: MountOptions): void {
  for (const route of routes) {
    const plain = (req: Request, res: Response) => answer(route, options, req, res);
    const held = options.checkAnswers ? holdToDescription(route, plain) : plain;
    router[route.method](route.path, async (req, res) => send(res, await held(req, res)));
  }
}

/** Lets the caller in, counts the request, and reads key, path, query and body in this order. */
async function answer(
  route: Route,
  { authenticate, limitCaller }: MountOptions,
  req: Request,
  res: Response,
): Promise<Reply> {
  const who = await admit(authenticate, route.access, req);
  route.verify?.(req);
  await limitCaller(route, who, req, res);
  const key = keyOf(route, req);
  const id = route.id === undefined ? undefined : idOfPath(route.id, req);
  const query = parseQuery(route.query ?? NOTHING, req);
  const body = readsBody(route) ? parseBody(route.body ?? NOTHING, req) : undefined;
  return route.handle({ who: who as undefined, key, id: id as undefined, query, body, req });
}

function keyOf(route: Route, req: Request): string | undefined {
  if (route.idempotency === undefined) return undefined;
  const sent = req.get('idempotency-key') !== undefined;
  return route.idempotency === 'required' || sent ? idempotencyKeyOf(req) : undefined;
}

function idOfPath({ prefix, thing }: PathId, req: Request): Uuid {
  const text = req.params.id;
  const uuid = typeof text === 'string' ? parsePublicId(prefix, text) : undefined;
  if (uuid === undefined) throw notFound(thing);
  return uuid;
}

function readsBody({ method, body }: Route): boolean {
  return body !== undefined || (method !== 'get' && method !== 'delete');
}

function send(res: Response, { status, body, replayed, headers, stream }: Reply): void {
  if (headers !== undefined) res.set(headers);
  if (replayed === true) res.set(REPLAYED_HEADER);
  res.status(status);
  if (stream !== undefined) stream(res);
  else if (body === undefined) res.end();
  else res.json(body);
}
