import type { z } from 'zod';
import { type ApiVersion, CURRENT_API_VERSION } from '../http/api-version.ts';
import type { Reply, Route } from '../http/route.ts';
import { changesSince } from './changes.ts';
import type { OlderShape, VersionChange } from './version-change.ts';

const olderRoutes = new Map<ApiVersion, WeakMap<Route, Route>>();

/**
 * A route as a version has it. For the newest that is the route itself, so whoever speaks that pays nothing; for an older
 * one it is made once, and is the route itself again where nothing about it has changed since.
 */
export function routeIn(version: ApiVersion, route: Route): Route {
  if (version === CURRENT_API_VERSION) return route;
  const made = olderRoutes.get(version) ?? new WeakMap<Route, Route>();
  olderRoutes.set(version, made);
  const older = made.get(route) ?? changesSince(version).reduceRight(routeBefore, route);
  made.set(route, older);
  return older;
}

function routeBefore(newer: Route, { bodies, answers }: VersionChange): Route {
  const body = bodies[newer.operation];
  const answer = answers[newer.operation];
  return {
    ...newer,
    ...(body === undefined || newer.body === undefined ? {} : { body: body(newer.body) }),
    ...(answer === undefined ? {} : answeringInOlder(newer, answer)),
  };
}

function answeringInOlder(
  newer: Route,
  { wire, older }: OlderShape<never>,
): Pick<Route, 'answers' | 'handle'> {
  const answers = Object.entries(newer.answers).map(([status, described]): [string, z.ZodType | null] => [
    status,
    described && wire,
  ]);
  const inOlder = (reply: Reply): Reply =>
    reply.body === undefined ? reply : { ...reply, body: older(reply.body as never) };
  return {
    answers: Object.fromEntries(answers),
    handle: async (call) => inOlder(await newer.handle(call)),
  };
}
