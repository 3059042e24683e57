import { createHttpApp } from '@tamsui/platform/http';
import { createLogger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { expect, test } from 'vitest';
import { describedRoutes, mountedRoutes } from '../testing/mounted-routes.ts';
import { startTestService } from '../testing/test-service.ts';
import { WEBHOOK_TYPES } from '../webhooks/webhook-types.ts';
import type { OpenApiDocument } from './describe-api.ts';
import { silentPlaces } from './silent-places.testing.ts';

const service = await startTestService();
const answer = await service.api.get('/openapi.json');
const document = answer.body as unknown as OpenApiDocument;

test('everyone may read the description, and it is OpenAPI 3.1', () => {
  expect(answer.status).toBe(200);
  expect(document.openapi).toBe('3.1.1');
});

test('every mounted route is described, and nothing else is', () => {
  const isOurs = (route: string) => / \/(v1\/|openapi|docs)/.test(route);
  const mounted = mountedRoutes(service.app).filter(isOurs).sort();
  expect(mounted.length).toBe(service.routes.length);
  expect(describedRoutes(document.paths).sort()).toEqual(mounted);
});

test('every type of event that an endpoint can ask for is described as it is sent, and the ping', () => {
  const names = [...WEBHOOK_TYPES, 'webhook_endpoint.ping'].map((type) => type.replaceAll(/[._]/g, '-'));
  expect(Object.keys(document.webhooks)).toEqual(names);
});

test('a route that is mounted behind the back of the description is found', () => {
  const planted = createHttpApp({
    logger: createLogger('test', 'silent'),
    metrics: createMetrics('test'),
    checkHealth: async () => undefined,
    routes: (router) => {
      router.use('/', service.app.router);
      router.post('/v1/planted', (_req, res) => res.end());
    },
  });
  const described = new Set(describedRoutes(document.paths));
  const undescribed = mountedRoutes(planted).filter((r) => r.includes(' /v1/') && !described.has(r));
  expect(undescribed).toEqual(['POST /v1/planted']);
});

test('every field of every body, query and answer says what it is', () => {
  expect(silentPlaces(document)).toEqual([]);
});

test('every operation says who may call it, unless anyone may', () => {
  for (const route of service.routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const operation = document.paths[path]?.[route.method];
    const isPublic = Object.keys(route.access).length === 0;
    expect(operation?.['x-permissions']).toEqual(isPublic ? undefined : route.access);
    const isOpen = isPublic && route.verify === undefined;
    expect((operation?.security as unknown[] | undefined)?.length === 0, route.operation).toBe(isOpen);
  }
});

test('a field that says nothing is found', () => {
  const schema = { type: 'object', properties: { amount: { type: 'string' }, note: {} } };
  expect(silentPlaces({ content: { schema } })).toEqual(['#/content/schema/properties/note']);
});
