import { z } from 'zod';
import { docsRoute } from '../docs/docs-route.ts';
import { type Route, route } from '../http/route.ts';
import { describeApi, type OpenApiDocument } from './describe-api.ts';

const HEADERS = { 'Cache-Control': 'public, max-age=300' };

/** Adds the routes that describe them all, themselves included. The description is written once, here. */
export function withOpenApiRoute(routes: readonly Route[]): Route[] {
  const described = [...routes, openApiRoute(() => document), docsRoute(() => document)];
  const document = describeApi(described);
  return described;
}

function openApiRoute(document: () => OpenApiDocument): Route {
  return route({
    method: 'get',
    path: '/openapi.json',
    operation: 'describeApi',
    tag: 'About',
    summary: 'This description',
    access: {},
    answers: { 200: z.looseObject({ openapi: z.string() }).meta({ description: 'OpenAPI 3.1.' }) },
    handle: async () => ({ status: 200, body: document(), headers: HEADERS }),
  });
}
