import { parsePublicId } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import { describe, expect, it } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { countWaitingFor } from '../testing/waiting-for.ts';
import { lockEndpoint, markDeleted } from './endpoint-store.ts';
import { ok, startReceiver } from './receiver.testing.ts';
import { webhookDesk } from './webhooks.testing.ts';

const service = await startTestService({ config: { WEBHOOKS_TO_LOOPBACK: 'true' } });

describe('an endpoint that is removed at the same moment', () => {
  const after = '2020-01-01T00:00:00.000Z';
  it.each([
    ['ping', {}],
    ['replay', { after }],
  ])('is told nothing by a %s that had found it', async (what, body) => {
    const merchant = await createMerchant(service);
    const desk = webhookDesk(service, merchant);
    const receiver = await startReceiver(ok);
    const endpoint = await desk.create(receiver.url);
    const id = parsePublicId('whe', endpoint.id);
    if (id === undefined) throw new Error('not an id');
    const { asked } = await withTrx(service.database, async (trx) => {
      await lockEndpoint(trx, id);
      const asking = desk.post(`${endpoint.path}/${what}`, body);
      await expect.poll(() => countWaitingFor(service.database, trx), { timeout: 8_000 }).toBe(1);
      await markDeleted(trx, id, service.clock.now());
      return { asked: asking };
    });
    expectProblem(await asked, 409, 'endpoint_disabled');
    expect(receiver.received).toEqual([]);
  });
});
