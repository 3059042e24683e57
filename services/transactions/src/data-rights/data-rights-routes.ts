import type { Route } from '../http/route.ts';
import { accessRoutes } from './access-routes.ts';
import { closingRoutes } from './closing-routes.ts';
import { exportRoutes } from './export-routes.ts';
import type { RequestClosingDeps } from './request-closing.ts';
import type { RequestExportDeps } from './request-export.ts';

export interface DataRightsRoutesDeps extends RequestClosingDeps, RequestExportDeps {}

/** What people may ask of us about themselves. */
export function dataRightsRoutes(deps: DataRightsRoutesDeps): Route[] {
  return [...accessRoutes(deps), ...exportRoutes(deps), ...closingRoutes(deps)];
}
