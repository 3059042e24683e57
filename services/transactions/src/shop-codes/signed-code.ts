import {
  contentOf,
  decodeMerchantCode,
  type EmvQrCode,
  type EmvQrRefusal,
  encodeMerchantCode,
  type MerchantCode,
  type Template,
} from '@tamsui/emv-qr';
import { accept, type Result, refuse } from '@tamsui/errors';
import type { CityKeys } from './city-keys.ts';

/** A template holds 99 characters, and a signature in base64url has 86: half of it goes into each of two. */
const SIGNATURE_TAGS = ['80', '81'] as const;
const KEY_TAG = '01';
const HALF_TAG = '02';
const HALF_LENGTH = 43;
/** So that nothing else the key may ever sign is taken for a code. */
const DOMAIN = 'tamsui-shop-code-v1\n';

export type SignedCodeRefusal =
  | { readonly code: 'shop_code_malformed'; readonly reason: EmvQrCode; readonly tag: string }
  | { readonly code: 'shop_code_unsigned' | 'shop_code_signature_wrong' };

/**
 * The text of a code with the city's signature (Ed25519, RFC 8032) in two unreserved templates. It covers everything
 * the code says in whatever order, so a sticker with one changed character shows.
 */
export function signCode(keys: CityKeys, schemeId: string, code: MerchantCode): Result<string, EmvQrRefusal> {
  const { keyId, signature } = keys.sign(DOMAIN + contentOf(code));
  const text = signature.toString('base64url');
  const halves = [text.slice(0, HALF_LENGTH), text.slice(HALF_LENGTH)];
  const templates = SIGNATURE_TAGS.map((tag, index): Template => {
    const half = { tag: HALF_TAG, value: halves[index] ?? '' };
    const fields = index === 0 ? [{ tag: KEY_TAG, value: keyId }, half] : [half];
    return { tag, id: schemeId, fields };
  });
  const encoded = encodeMerchantCode({ ...code, unreserved: [...code.unreserved, ...templates] });
  return encoded.ok ? accept(new TextDecoder().decode(encoded.value)) : encoded;
}

/** Reads a code and holds it against its signature. Another scheme's template is content like any other. */
export function openCode(
  keys: CityKeys,
  schemeId: string,
  text: string,
): Result<MerchantCode, SignedCodeRefusal> {
  const read = decodeMerchantCode(new TextEncoder().encode(text));
  if (!read.ok) return refuse('shop_code_malformed', { reason: read.refusal.code, tag: read.refusal.tag });
  const isSignature = (template: Template) =>
    template.id === schemeId && SIGNATURE_TAGS.some((tag) => tag === template.tag);
  const templates = read.value.unreserved.filter(isSignature);
  const code = { ...read.value, unreserved: read.value.unreserved.filter((one) => !isSignature(one)) };
  if (templates.length === 0) return refuse('shop_code_unsigned');
  const [keyId = '', signature] = signatureIn(templates);
  const holds = keys.verify(DOMAIN + contentOf(code), keyId, signature);
  return holds ? accept(code) : refuse('shop_code_signature_wrong');
}

function signatureIn(templates: readonly Template[]): [string | undefined, Buffer] {
  const field = (wanted: string, template: Template | undefined) =>
    template?.fields.find(({ tag }) => tag === wanted)?.value;
  const halves = templates.map((template) => field(HALF_TAG, template) ?? '');
  return [field(KEY_TAG, templates[0]), Buffer.from(halves.join(''), 'base64url')];
}
