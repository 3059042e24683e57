import type { Draft } from '../fuzz/src/compose-request.ts';
import { ALL_CANARIES, type createAviary } from './canaries.ts';

/** A request that would do, into whose places canaries are put. */
export interface Template {
  readonly method: string;
  /** With `{id}` or `:id`. */
  readonly path: string;
  readonly query: readonly string[];
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a field of this name is, where it is not called like its kind. */
const KIND_OF_FIELD: Readonly<Record<string, string>> = {
  name: 'name',
  holder_name: 'name',
  person: 'national_id',
  bank_account: 'bank_account',
  account_number: 'bank_account',
  debtor_account: 'bank_account',
  creditor_account: 'bank_account',
  phone: 'phone_number',
  phone_number: 'phone_number',
  pin: 'pin',
  current_pin: 'pin',
  message: 'message',
  reason: 'message',
  evidence: 'message',
  order_reference: 'message',
  refresh_token: 'refresh_token',
  proof: 'signed_intent',
  intent: 'signed_intent',
  code: 'payment_code',
  state: 'offline_seed',
  text: 'payment_code',
};

/** Headers that anybody may send; each is given one canary of a fitting kind. */
const HEADERS: readonly (readonly [name: string, kind: string])[] = [
  ['cookie', 'session_cookie'],
  ['user-agent', 'name'],
  ['referer', 'email'],
  ['x-forwarded-for', 'phone_number'],
  ['x-request-id', 'access_token'],
  ['traceparent', 'access_token'],
  ['accept-language', 'name'],
  ['idempotency-key', 'refresh_token'],
  ['dpop', 'signed_intent'],
  ['webhook-id', 'webhook_secret'],
  ['webhook-signature', 'webhook_secret'],
  ['if-none-match', 'private_key'],
];

/** One at a time in a request that would do otherwise, because each of them alone is refused. */
const REFUSED_HEADERS: readonly (readonly [name: string, kind: string])[] = [
  ['content-type', 'email'],
  ['content-encoding', 'private_key'],
  ['x-http-method-override', 'pepper'],
  ['tamsui-version', 'api_key'],
];
const SCHEMES = ['Bearer', 'DPoP', 'Basic'];
const TOKEN_KINDS = ['access_token', 'sandbox_token', 'operator_token', 'api_key', 'sign_in_token'];

/** Every place of a request, one after another, with canaries in it. */
export function withCanaries(template: Template, canaryOf: ReturnType<typeof createAviary>): Draft[] {
  const { method, query } = template;
  const path = template.path.replaceAll(/\{\w+\}|:\w+/g, '0');
  const all = encodeURIComponent(ALL_CANARIES);
  const headers = { ...template.headers };
  const json = { ...headers, 'content-type': 'application/json' };
  const plain: Draft = { kind: 'canaries', method, path, headers, body: Buffer.alloc(0) };
  const bodied: Draft =
    template.body === undefined ? plain : { ...plain, headers: json, body: bytesOf(template.body) };
  const harmless = Object.fromEntries(HEADERS.map(([name, kind]) => [name, canaryOf(kind)]));
  return [
    { ...bodied, headers: { ...harmless, ...bodied.headers } },
    { ...bodied, headers: { ...bodied.headers, 'x-anything': ALL_CANARIES } },
    ...REFUSED_HEADERS.map(([name, kind]) => ({
      ...bodied,
      headers: { ...bodied.headers, [name]: canaryOf(kind) },
    })),
    ...SCHEMES.flatMap((scheme) =>
      TOKEN_KINDS.map((kind) => ({
        ...bodied,
        headers: { ...bodied.headers, authorization: `${scheme} ${canaryOf(kind)}` },
      })),
    ),
    { ...bodied, headers: { ...bodied.headers, authorization: `Bearer ${ALL_CANARIES}` } },
    ...[...query, 'anything'].map((name) => ({ ...bodied, path: `${path}?${name}=${all}` })),
    { ...bodied, path: `${path}/${all}` },
    ...(template.path === path
      ? []
      : [{ ...bodied, path: template.path.replaceAll(/\{\w+\}|:\w+/g, () => all) }]),
    ...(template.body === undefined ? [] : inBody({ ...bodied, headers: json }, template.body, canaryOf)),
  ];
}

function inBody(draft: Draft, body: unknown, canaryOf: ReturnType<typeof createAviary>): Draft[] {
  const fitting = replaced(body, (name, value) =>
    typeof value === 'string' && KIND_OF_FIELD[name] !== undefined ? canaryOf(KIND_OF_FIELD[name]) : value,
  );
  const everywhere = replaced(body, () => ALL_CANARIES);
  const wrongType = replaced(body, () => [{ value: ALL_CANARIES }]);
  const broken = Buffer.from(`{"name": "${ALL_CANARIES}", ${ALL_CANARIES}`);
  const form = { ...draft.headers, 'content-type': 'application/x-www-form-urlencoded' };
  return [
    { ...draft, body: bytesOf(fitting) },
    { ...draft, body: bytesOf(everywhere) },
    { ...draft, body: bytesOf(wrongType) },
    { ...draft, body: bytesOf({ ...(body as object), anything: ALL_CANARIES }) },
    { ...draft, body: bytesOf(ALL_CANARIES) },
    { ...draft, body: broken },
    { ...draft, headers: form, body: Buffer.from(new URLSearchParams({ pin: ALL_CANARIES }).toString()) },
  ];
}

/** As much of a payment file as a reader goes into before it refuses: names, attributes, texts and what is malformed. */
export function xmlWithCanaries({ method, path, headers }: Template): Draft[] {
  const open = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>';
  const close = '</CstmrCdtTrfInitn></Document>';
  const group = `<GrpHdr><MsgId>${ALL_CANARIES}</MsgId><CtrlSum>${ALL_CANARIES}</CtrlSum></GrpHdr>`;
  const texts = [
    `${open}${group}${close}`,
    `${open}<GrpHdr MsgId="${ALL_CANARIES}"/>${close}`,
    `${open}<GrpHdr>${ALL_CANARIES}`,
    `<!DOCTYPE ${ALL_CANARIES}>${open}${close}`,
    `${open}<![CDATA[${ALL_CANARIES}]]>${close}`,
    `<Document xmlns="${ALL_CANARIES}"/>`,
    ALL_CANARIES,
  ];
  const xml = { ...headers, 'content-type': 'application/xml' };
  return texts.map((text) => ({
    kind: 'canaries',
    method,
    path,
    headers: xml,
    body: Buffer.from(text, 'utf8'),
  }));
}

/** A copy with each text and number changed; what is inside of lists and objects, too. */
function replaced(value: unknown, change: (name: string, value: unknown) => unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, change, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, replaced(member, change, key)]),
    );
  }
  return change(name, value);
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}
