import type { Authorization, Patience } from './authorization.ts';
import { type ClientOptions, createClient } from './client.ts';
import { systemClock } from './clock.ts';
import { type DeviceKey, dpopProof } from './device-key.ts';
import type { Schema } from './operation-types.ts';
import { eitherOf, timeoutIn, untilAborted } from './signals.ts';
import { noAnswer } from './tamsui-error.ts';

/** Asked for a new access token so long before the old one is over. */
const MARGIN_MS = 30_000;
/** Of a refresh, whatever the calls have: half of the time for which the API gives a lost reply again. */
const LONGEST_REFRESH_MS = 60_000;

export interface DeviceSessionOptions extends Omit<ClientOptions, 'authorization'> {
  readonly key: DeviceKey;
  readonly tokens: Schema<'DeviceTokens'>;
  /** How the API calls itself, when it is reached by another way; `baseUrl` when left out. */
  readonly publicUrl?: string;
  /** Keeps the tokens before they are used: a refresh token works once. */
  readonly onTokens?: (tokens: Schema<'DeviceTokens'>) => Promise<void> | void;
}

/** Authorizes an enrolled device's requests with DPoP, and gets new tokens in time, one refresh at a time. */
export function deviceSession(options: DeviceSessionOptions): Authorization {
  const { key, onTokens, tokens: first, clock = systemClock } = options;
  const publicUrl = (options.publicUrl ?? options.baseUrl).replace(/\/+$/, '');
  let tokens = first;
  let freshUntilMs = freshUntil();
  let refreshing: Promise<void> | undefined;
  const proves = (accessToken?: string) => async (outgoing: { method: string; path: string }) =>
    dpopProof(key, {
      method: outgoing.method,
      url: `${publicUrl}${outgoing.path}`,
      nowMs: clock.nowMs(),
      ...(accessToken === undefined ? {} : { accessToken }),
    });
  const refresher = createClient({
    ...options,
    deadlineMs: Math.min(options.deadlineMs ?? LONGEST_REFRESH_MS, LONGEST_REFRESH_MS),
    authorization: { headersFor: async (outgoing) => ({ dpop: await proves()(outgoing) }) },
  });

  function freshUntil(): number {
    return clock.nowMs() + tokens.expires_in * 1_000 - MARGIN_MS;
  }

  async function refreshNow(): Promise<void> {
    const next = await refresher.call('refreshTokens', { body: { refresh_token: tokens.refresh_token } });
    await onTokens?.(next);
    tokens = next;
    freshUntilMs = freshUntil();
  }

  /** A call that cannot wait goes; the refresh stays, since others wait for it and its reply is the only one. */
  async function refresh(patience: Patience | undefined): Promise<void> {
    refreshing ??= refreshNow().finally(() => {
      refreshing = undefined;
    });
    if (patience === undefined) return refreshing;
    const timeout = timeoutIn(patience.leftMs);
    try {
      await untilAborted(refreshing, eitherOf(patience.signal, timeout));
    } catch (error) {
      throw error === timeout.reason ? noAnswer(error, undefined) : error;
    }
  }

  return {
    headersFor: async (outgoing, patience) => {
      if (clock.nowMs() >= freshUntilMs) await refresh(patience);
      const { access_token: accessToken } = tokens;
      return { authorization: `DPoP ${accessToken}`, dpop: await proves(accessToken)(outgoing) };
    },
    renew: async (patience) => {
      await refresh(patience);
      return true;
    },
  };
}
