import { type Answer, textOf } from '../testing/api.ts';
import type { TestMerchant } from '../testing/people.ts';
import type { TestService } from '../testing/test-service.ts';

export interface TestEndpoint {
  readonly id: string;
  readonly path: string;
  /** `whsec_…` or `whpk_…`: what verifies. */
  readonly key: string;
}

export interface ShownAttempt {
  readonly attempt: number;
  readonly response_status: number | null;
  readonly error: string | null;
  readonly response_start: string | null;
  readonly duration_ms: number | null;
}

export interface ShownDelivery {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly origin: string;
  readonly status: string;
  readonly attempts: readonly ShownAttempt[];
  readonly next_attempt_at: string | null;
}

/** What a merchant does with its endpoints. */
export function webhookDesk({ api }: TestService, { key: token }: TestMerchant) {
  const post = (path: string, body: object = {}): Promise<Answer> => api.post(path, { token, body });
  const get = (path: string): Promise<Answer> => api.get(path, { token });
  return {
    post,
    get,
    create: async (url: string, more: object = {}): Promise<TestEndpoint> => {
      const made = await post('/v1/webhook-endpoints', { url, ...more });
      const id = textOf(made, 'id');
      const key = typeof made.body.secret === 'string' ? made.body.secret : textOf(made, 'public_key');
      return { id, key, path: `/v1/webhook-endpoints/${id}` };
    },
    change: (endpoint: TestEndpoint, body: object) => api.patch(endpoint.path, { token, body }),
    remove: (endpoint: TestEndpoint) => api.delete(endpoint.path, { token }),
    /** The delivery log, oldest first. */
    log: async ({ path }: TestEndpoint, query = ''): Promise<ShownDelivery[]> => {
      const { body } = await get(`${path}/deliveries?limit=100${query}`);
      return [...(body.data as readonly ShownDelivery[])].reverse();
    },
    /** Something happens that the merchant is told of. */
    openTill: async (store: string, name = 'Till'): Promise<string> =>
      textOf(await post(`/v1/stores/${store}/terminals`, { name }), 'id'),
  };
}
