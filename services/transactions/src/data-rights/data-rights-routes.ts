import type { Route } from '../http/route.ts';
import { accessRoutes } from './access-routes.ts';
import { closingRoutes } from './closing-routes.ts';
import type { RequestClosingDeps } from './request-closing.ts';

export interface DataRightsRoutesDeps extends RequestClosingDeps {}

/** What people may ask of us about themselves. */
export function dataRightsRoutes(deps: DataRightsRoutesDeps): Route[] {
  return [...accessRoutes(deps), ...closingRoutes(deps)];
}
