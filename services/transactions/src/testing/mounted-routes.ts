import type { HttpApp } from '@tamsui/platform/http';

/** What of Express's router is looked at: a layer has a route, or a router of its own below it. */
interface Layer {
  readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every `METHOD /path` that an application has mounted, however it was mounted. */
export function mountedRoutes(app: HttpApp): string[] {
  return walk((app.router as unknown as { readonly stack: readonly Layer[] }).stack);
}

function walk(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (route === undefined) return walk(handle?.stack ?? []);
    return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${String(route.path)}`);
  });
}

/** The described ones, in the same spelling. */
export function describedRoutes(paths: Readonly<Record<string, object>>): string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
}
