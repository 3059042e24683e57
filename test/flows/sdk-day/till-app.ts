import {
  BEFORE_ALL_EVENTS,
  bearer,
  createClient,
  type Input,
  type Output,
  type Schema,
  streamEvents,
  type TamsuiClient,
  TamsuiError,
  waitForPayment,
} from '@tamsui/sdk';

export interface TillOptions {
  readonly baseUrl: string;
  /** May charge, read and refund. */
  readonly apiKey: string;
  readonly terminal: string;
  /** What outlives a power cut; a new one when left out. */
  readonly disk?: Disk;
}

/** By the order: sales of which nobody knows yet what became of them, as they were sent. */
type Disk = Map<string, SentSale>;
type SentSale = Pick<Input<'createPayment'>, 'body'> & { readonly idempotencyKey: string };

interface Sale {
  /** What the shop calls it. */
  readonly order: string;
  readonly amount: string;
}

/** A till, written as anybody outside would: against `@tamsui/sdk` and the guides at `/docs`. */
export function openTill({ baseUrl, apiKey, terminal, disk = new Map() }: TillOptions) {
  // #region till-client
  const tamsui = createClient({ baseUrl, authorization: bearer(apiKey) });
  // #endregion
  return { ...charge(tamsui, terminal, disk), ...afterwards(tamsui), follow: () => follow(tamsui, terminal) };
}

function charge(tamsui: TamsuiClient, terminal: string, disk: Disk) {
  const used = new Map<string, string>();

  return {
    keyOf: (order: string) => used.get(order) ?? '',
    /** Takes a payment with the code of a phone. @returns what became of it, once that is certain */
    charge: async ({ order, amount }: Sale, code: string) => {
      // #region charge
      // What nobody knows the end of is sent again as it was, with the code of then.
      const sent = disk.get(order) ?? {
        idempotencyKey: crypto.randomUUID(),
        body: { code, amount, currency: 'TWD', terminal, order_reference: order },
      };
      disk.set(order, sent);
      const payment = await tamsui.call('createPayment', sent).catch((error: unknown) => {
        // A no that is decided stays one: the next code is a new wish. Anything else may have happened.
        if (error instanceof TamsuiError && isFinal(error)) disk.delete(order);
        throw error;
      });
      const certain = payment.finished ? payment : await waitForPayment(tamsui, payment.id);
      disk.delete(order);
      // #endregion
      used.set(order, sent.idempotencyKey);
      return certain;
    },
    /** Sets money aside. */
    authorise: ({ order, amount }: Sale, code: string) => {
      // #region authorise
      const terms = { code, amount, currency: 'TWD', terminal, order_reference: order } as const;
      return tamsui.call('createPayment', { body: { ...terms, capture: 'manual' } });
      // #endregion
    },
    /** Shows a code of its own. @param display draws it for a phone to scan @returns the payment */
    sellByShopCode: async ({ order, amount }: Sale, display: (text: string) => void) => {
      // #region shop-code
      const sale = { amount, currency: 'TWD', terminal, order_reference: order } as const;
      const { id, text } = await tamsui.call('createShopCode', { body: sale });
      display(text);
      // #endregion
      return id;
    },
    stateOfShopCode: (id: string) => tamsui.call('getShopCode', { path: { id } }),
  };
}

// #region final-refusal
/** Whether nothing was charged, and under this key nothing ever will be. */
function isFinal({ moneyMoved, status }: TamsuiError): boolean {
  return moneyMoved === false || status === 400 || status === 404;
}
// #endregion

function afterwards(tamsui: TamsuiClient) {
  return {
    capture: (id: string, amount: string, final: boolean) => {
      // #region capture
      return tamsui.call('createCapture', { path: { id }, body: { amount, currency: 'TWD', final } });
      // #endregion
    },
    /** @returns the refund, or how much of the payment is left when that is less */
    refund: async (id: string, amount: string) => {
      // #region refund
      try {
        const body = { amount, currency: 'TWD', reason: { code: 'returned_goods' } } as const;
        return await tamsui.call('createRefund', { path: { id }, body });
      } catch (error) {
        if (error instanceof TamsuiError && error.code === 'refund_exceeds_original') return undefined;
        throw error;
      }
      // #endregion
    },
    /** Gives a sale up of which nobody knows whether it was paid: whatever was taken goes back. */
    giveUp: async (order: string) => {
      // #region cancel
      const body = { order_reference: order };
      const cancellation = await tamsui.call('createCancellation', { body });
      // #endregion
      return cancellation;
    },
    /** What became of a request whose answer was lost, by its key. */
    findByKey: async (key: string) => {
      // #region find-by-key
      const { data } = await tamsui.call('listPayments', { query: { idempotency_key: key } });
      const [payment] = data;
      // #endregion
      return payment;
    },
    read: (id: string): Promise<Output<'getPayment'>> => tamsui.call('getPayment', { path: { id } }),
  };
}

/** Hears of the payments at this till. */
function follow(tamsui: TamsuiClient, terminal: string) {
  const heard: Schema<'Event'>[] = [];
  const ending = new AbortController();
  const { signal } = ending;
  const show = (event: Schema<'Event'>) => void heard.push(event);
  const listen = async () => {
    // #region till-stream
    const types = ['payment.succeeded', 'payment.authorized', 'payment.captured'] as const;
    for await (const event of streamEvents(tamsui, { after: BEFORE_ALL_EVENTS, types, signal })) {
      if ('terminal' in event.data && event.data.terminal === terminal) show(event);
    }
    // #endregion
  };
  const listening = listen();
  return {
    heard,
    close: async () => {
      ending.abort();
      await listening;
    },
  };
}
