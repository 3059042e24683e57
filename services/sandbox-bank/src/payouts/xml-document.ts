import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { PaymentFileCode } from './payment-file.ts';

const MAX_DEPTH = 40;
/** Whatever is not a `Char` of XML 1.0 (5th ed.) section 2.2. */
const NO_XML_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const DECLARED_ENCODING = /^<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([^"']{0,40})["']/;
const TAG = /<(\/?)[A-Za-z_][^<>]*?(\/?)>/g;

/**
 * Every element becomes a list and every leaf an object with its text, so that a document has one shape
 * whatever is in it. Values stay text and entities stay unread: the schema of the message decodes them.
 */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  alwaysCreateTextNode: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

export type XmlDocument =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly code: PaymentFileCode };

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [, closing, selfClosing] of text.matchAll(TAG)) {
    if (closing === '/') depth -= 1;
    else if (selfClosing === '') depth += 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** What must not reach the parser: another encoding, a document type, CDATA, deep nesting. */
function hostilityOf(text: string): PaymentFileCode | undefined {
  const encoding = DECLARED_ENCODING.exec(text)?.[1];
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') return 'encoding_invalid';
  if (NO_XML_CHARACTER.test(text)) return 'xml_malformed';
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return 'doctype_forbidden';
  if (text.includes('<![CDATA[')) return 'cdata_forbidden';
  return isTooDeep(text) ? 'xml_malformed' : undefined;
}

/** Bytes to a document of one shape, or why not. */
export function readXmlDocument(bytes: Uint8Array): XmlDocument {
  const text = decode(bytes);
  if (text === undefined) return { ok: false, code: 'encoding_invalid' };
  const hostility = hostilityOf(text);
  if (hostility !== undefined) return { ok: false, code: hostility };
  if (XMLValidator.validate(text) !== true) return { ok: false, code: 'xml_malformed' };
  try {
    const document: unknown = parser.parse(text);
    return { ok: true, document };
  } catch {
    // The parser throws for names it reserves and for its own limits.
    return { ok: false, code: 'xml_malformed' };
  }
}
