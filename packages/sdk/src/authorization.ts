/** A request that is about to be sent. */
export interface Outgoing {
  readonly method: string;
  /** Without query. */
  readonly path: string;
}

/** How long the call that is to be authorized can wait for it. */
export interface Patience {
  readonly leftMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Shows who asks. Asked anew for each attempt: a proof of a device is good for one. */
export interface Authorization {
  headersFor(outgoing: Outgoing, patience?: Patience): Promise<Readonly<Record<string, string>>>;
  /** Gets another token after a 401. @returns whether there is one to try with */
  renew?(patience?: Patience): Promise<boolean>;
}

/** An API key, a cashier's token, a token of a sign-in, or the operator's. */
export function bearer(token: string): Authorization {
  return { headersFor: async () => ({ authorization: `Bearer ${token}` }) };
}
