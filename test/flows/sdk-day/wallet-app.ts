import { setTimeout as delay } from 'node:timers/promises';
import {
  BEFORE_ALL_EVENTS,
  createClient,
  deviceSession,
  enrol,
  type IntentSigner,
  newWebCryptoDeviceKey,
  offlineCode,
  paginate,
  paymentCodes,
  type Schema,
  signConfirmation,
  signIn,
  signShopCodePayment,
  signTransfer,
  streamEvents,
  type TamsuiClient,
} from '@tamsui/sdk';

export interface WalletOptions {
  /** Where the API of the city is. */
  readonly baseUrl: string;
  /** What the resident calls the phone. */
  readonly name: string;
  /** Opens the browser of the phone; resolves with the address that it came back to. */
  readonly show: (url: string) => Promise<string>;
}

/** A wallet on a phone, written as anybody outside would: against `@tamsui/sdk` and the guides at `/docs`. */
export async function openWallet({ baseUrl, name, show }: WalletOptions) {
  /** Stands for the encrypted store of the phone. */
  const kept: { tokens?: Schema<'DeviceTokens'>; last?: string } = {};

  // #region enrol
  const key = await newWebCryptoDeviceKey();
  const signedIn = await signIn(createClient({ baseUrl }), { show });
  const { device, offline_secret, tokens } = await enrol({ baseUrl, key, name, signedIn });
  kept.tokens = tokens;
  const onTokens = (next: Schema<'DeviceTokens'>) => {
    kept.tokens = next;
  };
  const authorization = deviceSession({ baseUrl, key, tokens, onTokens });
  const tamsui = createClient({ baseUrl, authorization });
  // #endregion

  const { id: wallet } = await tamsui.call('getWallet');
  // #region signer
  const signer: IntentSigner = { key, device: device.id, wallet };
  // #endregion
  return {
    wallet,
    ...setUp(tamsui),
    ...pay(tamsui, signer),
    ...payOffline(tamsui, offline_secret),
    ...send(tamsui, signer),
    ...read(tamsui, wallet),
    ...own(tamsui),
    follow: () => follow(tamsui, kept),
  };
}

/** What is done once. */
function setUp(tamsui: TamsuiClient) {
  return {
    setPin: (pin: string) => tamsui.call('setPin', { body: { pin } }),
    linkBank: (bank_code: string, account_number: string, pin: string) =>
      tamsui.call('linkBankAccount', { body: { bank_code, account_number, pin } }),
    /** @param idempotencyKey of this wish: made when the button is pressed, and kept until it is known what became of it */
    topUp: async (amount: string, idempotencyKey: string) => {
      // #region top-up
      const topUp = await tamsui.call('createTopUp', { body: { amount, currency: 'TWD' }, idempotencyKey });
      // `pending`: the bank is asked. The stream tells `top_up.succeeded` or `top_up.failed`.
      // #endregion
      return topUp;
    },
  };
}

function pay(tamsui: TamsuiClient, signer: IntentSigner) {
  return {
    /** Shows codes until one is used. @param display draws one for the till to scan */
    showCodes: async (display: (code: string) => void, signal: AbortSignal) => {
      // #region payment-codes
      for await (const { code } of paymentCodes(tamsui, signal)) {
        display(code);
      }
      // #endregion
    },
    /** @param text what the camera saw @param agrees asks the resident */
    scan: async (text: string, agrees: (shop: string, amount: string) => boolean) => {
      // #region scan
      const { merchant, terminal, sale } = await tamsui.call('readShopCode', { body: { text } });
      if (sale === null || !agrees(merchant.name, sale.total.amount)) return undefined;
      const intent = await signShopCodePayment(signer, {
        payee: merchant.id,
        terminal,
        shop_code: sale.id,
        order_reference: sale.order_reference,
        ...sale.total,
      });
      const payment = await tamsui.call('payShopCode', { body: { intent } });
      // #endregion
      return payment;
    },
    /** Says yes to whatever waits and the resident agrees to. */
    confirm: async (agrees: (shop: string, amount: string) => boolean) => {
      // #region confirm
      const { data } = await tamsui.call('listPaymentConfirmations');
      for (const waiting of data) {
        const path = { id: waiting.id };
        if (agrees(waiting.merchant, waiting.amount)) {
          const intent = await signConfirmation(signer, waiting);
          await tamsui.call('confirmPayment', { path, body: { intent } });
        } else {
          await tamsui.call('declinePayment', { path });
        }
      }
      // #endregion
    },
  };
}

function payOffline(tamsui: TamsuiClient, secret: string) {
  return {
    /** @returns what makes a code at any later moment, without a network */
    goOffline: async () => {
      // #region offline-code
      const enabled = await tamsui.call('enableOfflineCodes');
      const show = () => offlineCode({ secret, enabled });
      // #endregion
      return show;
    },
  };
}

function send(tamsui: TamsuiClient, signer: IntentSigner) {
  return {
    /** @param agrees compares the masked name with whom the resident means */
    sendTo: async (wallet: string, amount: string, agrees: (name: string) => boolean) => {
      // #region transfer
      const { payee, name } = await tamsui.call('lookUpPayee', { body: { wallet } });
      if (!agrees(name)) return undefined;
      const idempotencyKey = crypto.randomUUID();
      const terms = { payee, amount, currency: 'TWD' } as const;
      const intent = await signTransfer(signer, idempotencyKey, terms);
      const transfer = await tamsui.call('createTransfer', { body: { ...terms, intent }, idempotencyKey });
      // #endregion
      return transfer;
    },
  };
}

function read(tamsui: TamsuiClient, wallet: string) {
  return {
    balance: async () => (await tamsui.call('getWallet')).balance,
    statement: async (from: string) => {
      // #region statement
      const path = { id: wallet };
      const statement = await tamsui.call('getWalletPeriodStatement', { path, query: { from } });
      const csv = await tamsui.download('getWalletPeriodStatement', { path, query: { from, format: 'csv' } });
      const pdf = await tamsui.download('getWalletPeriodStatement', { path, query: { from, format: 'pdf' } });
      // #endregion
      return { statement, csv, pdf };
    },
    events: async () => {
      const all: Schema<'Event'>[] = [];
      // #region events
      for await (const event of paginate(tamsui, 'listEvents', { query: { limit: 10 } })) {
        all.push(event);
      }
      // #endregion
      return all;
    },
  };
}

/** What residents may ask about themselves. */
function own(tamsui: TamsuiClient) {
  return {
    readers: async () => (await tamsui.call('listRecordAccesses')).data,
    /** @returns a ZIP of all that the city keeps about the resident */
    copyOfMyData: async (pin: string) => {
      // #region data-export
      let copy = await tamsui.call('createDataExport', { body: { pin } });
      while (copy.status === 'requested' || copy.status === 'running') {
        await delay(500);
        copy = await tamsui.call('getDataExport', { path: { id: copy.id } });
      }
      const archive = await tamsui.download('getDataExportArchive', { path: { id: copy.id } });
      // #endregion
      return archive;
    },
  };
}

/** Hears all that has happened to the wallet, and goes on hearing. */
function follow(tamsui: TamsuiClient, kept: { last?: string }) {
  const heard: Schema<'Event'>[] = [];
  const ending = new AbortController();
  const { signal } = ending;
  const show = (event: Schema<'Event'>) => void heard.push(event);
  const listen = async () => {
    // #region stream
    for await (const event of streamEvents(tamsui, { after: kept.last ?? BEFORE_ALL_EVENTS, signal })) {
      show(event);
      kept.last = event.id;
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
