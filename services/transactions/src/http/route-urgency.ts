import type { HttpRequest } from '@tamsui/platform/http';
import type { Route, Urgency } from './route.ts';

/** A public id, as the part of a path that `:id` stands for. */
const ID_PART = /\/[a-z]{3}_[0-9a-z]{26}(?=\/|$)/;

/** Tells the urgency of a request by its method and path alone; what no route takes is a read. */
export function createUrgencyOf(
  routes: readonly Route[],
): (req: Pick<HttpRequest, 'method' | 'path'>) => Urgency {
  const known = new Map(
    routes.map(({ method, path, urgency = 'read' }) => [`${method.toUpperCase()} ${path}`, urgency]),
  );
  return ({ method, path }) => {
    const exact = known.get(`${method} ${path}`);
    return exact ?? known.get(`${method} ${path.replace(ID_PART, '/:id')}`) ?? 'read';
  };
}
