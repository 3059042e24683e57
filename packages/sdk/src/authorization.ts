/** A request that is about to be sent. */
export interface Outgoing {
  readonly method: string;
  /** Without query. */
  readonly path: string;
}

/** Shows who asks. Asked anew for each attempt: a proof of a device is good for one. */
export interface Authorization {
  headersFor(outgoing: Outgoing): Promise<Readonly<Record<string, string>>>;
  /** Gets another token after a 401. @returns whether there is one to try with */
  renew?(): Promise<boolean>;
}

/** An API key, a cashier's token, a token of a sign-in, or the operator's. */
export function bearer(token: string): Authorization {
  return { headersFor: async () => ({ authorization: `Bearer ${token}` }) };
}
