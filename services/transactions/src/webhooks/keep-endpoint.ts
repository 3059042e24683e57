import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { BusinessEventType } from '../events/event.ts';
import type { ApiVersion } from '../http/api-version.ts';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import type { Keyring } from '../personal-data/keyring.ts';
import { cancelDeliveries } from './delivery-queue-store.ts';
import { MAX_ENDPOINTS, type WebhookEndpoint } from './endpoint.ts';
import {
  clearHealth,
  countEndpoints,
  insertEndpoint,
  lockEndpoint,
  lockFanOut,
  markDeleted,
  type NewEndpoint,
  writeEndpoint,
} from './endpoint-store.ts';
import { newSigningKey, printVerifyingKey, type Signing } from './signing-key.ts';
import { insertWebhookKey, listWebhookKeys, retireWebhookKey } from './webhook-key-store.ts';

export interface KeepEndpointDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly identityKeys: Keyring;
}

type Asked = Omit<NewEndpoint, 'createdAt'> & { readonly signing: Signing };

/** @returns what verifies its messages; the only time that a shared secret is shown */
export async function createEndpoint(
  { database, clock, identityKeys }: KeepEndpointDeps,
  by: string,
  { signing, ...asked }: Asked,
): Promise<Result<string, { readonly code: 'already_created' | 'too_many_endpoints' }>> {
  const createdAt = clock.now();
  const key = newSigningKey(signing);
  return withTrx(database, async (trx) => {
    // Whoever else creates one waits here, so the count holds.
    const fromSequence = await lockFanOut(trx);
    const count = await countEndpoints(trx, asked.merchantId);
    if (count >= MAX_ENDPOINTS) return refuse('too_many_endpoints');
    if (!(await insertEndpoint(trx, { ...asked, createdAt }, fromSequence))) return refuse('already_created');
    await insertWebhookKey(trx, identityKeys, { endpointId: asked.id, key, createdAt });
    await note(trx, by, 'webhook_endpoint.created', asked, createdAt, { url: asked.url });
    return accept(printVerifyingKey(key));
  });
}

/** What may be asked of an endpoint anew; what is left out stays. */
export interface EndpointChange {
  readonly url?: string | undefined;
  readonly description?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly apiVersion?: ApiVersion | undefined;
  readonly isEnabled?: boolean | undefined;
}

/** @returns undefined when it has been removed in the meantime */
export async function changeEndpoint(
  { database, clock }: KeepEndpointDeps,
  by: string,
  id: Uuid,
  change: EndpointChange,
): Promise<WebhookEndpoint | undefined> {
  const now = clock.now();
  return withTrx(database, async (trx) => {
    const newest = await lockFanOut(trx);
    const before = await lockEndpoint(trx, id);
    if (before === undefined) return undefined;
    const after = changed(before, change, now);
    const isEnabled = before.disabledAt !== null && after.disabledAt === null;
    // What happened while it was disabled is not told by itself.
    const fromSequence = isEnabled ? newest : 0n;
    await writeEndpoint(trx, after, { fromSequence, changedAt: now });
    if (before.disabledAt !== after.disabledAt) await cancelDeliveries(trx, id, now);
    if (isEnabled || before.url !== after.url) await clearHealth(trx, id);
    await note(trx, by, 'webhook_endpoint.changed', before, now, {
      url: after.url,
      status: after.disabledAt === null ? 'enabled' : 'disabled',
      api_version: after.apiVersion,
    });
    const endpoint = await lockEndpoint(trx, id);
    invariant(endpoint !== undefined, 'nobody can have removed it');
    return endpoint;
  });
}

function changed(before: WebhookEndpoint, change: EndpointChange, now: Date): WebhookEndpoint {
  const { url = before.url, description = before.description, types = before.types } = change;
  const { apiVersion = before.apiVersion } = change;
  const asked = { ...before, url, description, types, apiVersion };
  const wasEnabled = before.disabledAt === null;
  if (change.isEnabled === undefined || change.isEnabled === wasEnabled) return asked;
  return change.isEnabled
    ? { ...asked, disabledAt: null, disabledReason: null }
    : { ...asked, disabledAt: now, disabledReason: 'by_hand' };
}

/** Removing what is not there any more is no change. */
export async function removeEndpoint(
  { database, clock }: KeepEndpointDeps,
  by: string,
  id: Uuid,
): Promise<void> {
  const now = clock.now();
  await withTrx(database, async (trx) => {
    const endpoint = await lockEndpoint(trx, id);
    if (endpoint === undefined) return;
    await markDeleted(trx, id, now);
    await cancelDeliveries(trx, id, now);
    await note(trx, by, 'webhook_endpoint.removed', endpoint, now, { url: endpoint.url });
  });
}

/**
 * Gives an endpoint another key. Until the overlap ends both sign each message, so that the receiver can change over
 * when it likes. @returns what verifies with the new key; undefined when the endpoint has been removed
 */
export async function rotateEndpoint(
  { database, clock, identityKeys }: KeepEndpointDeps,
  by: string,
  asked: { readonly id: Uuid; readonly overlapMs: number; readonly signing: Signing | undefined },
): Promise<string | undefined> {
  const now = clock.now();
  const { id: endpointId, overlapMs } = asked;
  return withTrx(database, async (trx) => {
    const endpoint = await lockEndpoint(trx, endpointId);
    if (endpoint === undefined) return undefined;
    const [old] = await listWebhookKeys(trx, { endpointIds: [endpointId], now });
    const key = newSigningKey(asked.signing ?? old?.signing ?? 'hmac');
    const until = new Date(now.getTime() + overlapMs);
    await retireWebhookKey(trx, endpointId, until);
    await insertWebhookKey(trx, identityKeys, { endpointId, key, createdAt: now });
    await note(trx, by, 'webhook_endpoint.rotated', endpoint, now, {
      old_key_signs_until: until.toISOString(),
    });
    return printVerifyingKey(key);
  });
}

async function note(
  trx: Trx,
  actor: string,
  action: BusinessEventType,
  { id, merchantId }: { readonly id: Uuid; readonly merchantId: Uuid },
  at: Date,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  await recordMerchantEvent(trx, {
    merchantId,
    actor,
    action,
    subject: formatPublicId('whe', id),
    facts,
    at,
  });
}
