import { parsePublicId, type Uuid } from '@tamsui/ids';
import {
  type DirectRoute,
  type HeaderSink,
  type HttpRequest,
  idempotencyKeyOf,
  parseBody,
  parseQuery,
} from '@tamsui/platform/http';
import type { Response, Router } from 'express';
import { z } from 'zod';
import type { Authenticate } from '../auth/credentials.ts';
import { routeIn } from '../versions/older-routes.ts';
import { spokenVersion } from '../versions/spoken-version.ts';
import { admit, isPublic } from './access.ts';
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
    const answer = answerOf(route, options);
    router[route.method](route.path, async (req, res) => send(res, await answer(req, res)));
  }
}

/** Money that is moved at an address without parameters: it is answered the short way, and Express stands by. */
export function directRoutes(routes: readonly Route[], options: MountOptions): DirectRoute[] {
  return routes.filter(isDirect).map((route) => {
    const answer = answerOf(route, options);
    return {
      path: route.path,
      handle: async (req, sink) => {
        const { status, headers, replayed, body } = await answer(req, sink);
        return { status, headers: { ...headers, ...(replayed === true ? REPLAYED_HEADER : {}) }, body };
      },
    };
  });
}

/** Who asks brings a token and an Idempotency-Key, and is answered with JSON. */
function isDirect({ method, path, urgency, idempotency, access, answers }: Route): boolean {
  const isOneAddress = method === 'post' && !path.includes(':');
  const isMoney = urgency === 'money' && idempotency === 'required' && !isPublic(access);
  return isOneAddress && isMoney && Object.values(answers).every((body) => body !== null);
}

type Answer = (req: HttpRequest, sink: HeaderSink) => Promise<Reply>;

function answerOf(route: Route, options: MountOptions): Answer {
  const plain: Answer = (req, sink) => answer(route, options, req, sink);
  return options.checkAnswers ? holdToDescription(route, plain) : plain;
}

/** Lets the caller in, counts the request, and reads key, path, query and body in this order. */
async function answer(
  route: Route,
  { authenticate, limitCaller }: MountOptions,
  req: HttpRequest,
  sink: HeaderSink,
): Promise<Reply> {
  const who = await admit(authenticate, route.access, req);
  route.verify?.(req);
  await limitCaller(route, who, req, sink);
  const version = spokenVersion(who, req, sink);
  const spoken = routeIn(version, route);
  const key = keyOf(route, req);
  const id = route.id === undefined ? undefined : idOfPath(route.id, req);
  const query = parseQuery(route.query ?? NOTHING, req);
  const body = readsBody(route) ? parseBody(spoken.body ?? NOTHING, req) : undefined;
  return spoken.handle({ who: who as undefined, key, id: id as undefined, query, body, version, req });
}

function keyOf(route: Route, req: HttpRequest): string | undefined {
  if (route.idempotency === undefined) return undefined;
  const sent = req.get('idempotency-key') !== undefined;
  return route.idempotency === 'required' || sent ? idempotencyKeyOf(req) : undefined;
}

function idOfPath({ prefix, thing }: PathId, req: HttpRequest): Uuid {
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
