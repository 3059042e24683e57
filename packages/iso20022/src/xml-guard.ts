import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';

/** Largest document that is read: a day of a large account, and a bound on the memory of one read. */
export const MAX_XML_BYTES = 50 * 1024 * 1024;
/** Deepest nesting that is read. A camt.053 of ISO 20022 is about 15 deep. */
export const MAX_XML_DEPTH = 40;

export type XmlGuardCode = 'too_large' | 'not_utf8' | 'doctype_forbidden' | 'too_deep' | 'malformed_xml';
type Guarded<Value> = Result<Value, Refusal<XmlGuardCode>>;

/** Whatever is not a `Char` of XML 1.0 (5th ed.) section 2.2. */
const FORBIDDEN_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
/** A declaration may name the encoding; any other than UTF-8 would be read wrongly. */
const ENCODING = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/;

/** Without a document type only the five entities of XML itself and character references mean anything. */
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)/;
/** Markup that is no tag: what it begins and ends with. */
const CLOSINGS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;
const MIN_OPENING_LENGTH = 2;

/** Bytes or text to text: strict UTF-8, no byte order mark left. UTF-16 and UTF-7 never reach the parser. */
function decodeXml(input: string | Uint8Array): Guarded<string> {
  if (input.length > MAX_XML_BYTES) return refuse('too_large', { maxBytes: MAX_XML_BYTES });
  let text: string;
  try {
    text = typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    return refuse('not_utf8');
  }
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (FORBIDDEN_CHARACTER.test(withoutMark)) return refuse('malformed_xml');
  const encoding = ENCODING.exec(withoutMark.slice(0, 200))?.[1];
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') return refuse('not_utf8');
  return accept(withoutMark);
}

/** Position behind the tag that begins at `start`, or -1. A `>` within quotes belongs to an attribute. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index + 1;
    else if (character === '<') return -1;
  }
  return -1;
}

/** Position behind the markup that begins at `start`, or -1 when it has no end. */
function endOfMarkup(text: string, start: number): number {
  const closing = CLOSINGS.find(([opening]) => text.startsWith(opening, start))?.[1];
  if (closing === undefined) return endOfTag(text, start);
  const end = text.indexOf(closing, start + MIN_OPENING_LENGTH);
  return end === -1 ? -1 : end + closing.length;
}

function depthChange(text: string, start: number, end: number): number {
  const second = text[start + 1];
  if (second === '/') return -1;
  if (second === '!' || second === '?') return 0;
  return text[end - 2] === '/' ? 0 : 1;
}

function isDeclarationMarkup(text: string, start: number): boolean {
  return text[start + 1] === '!' && !text.startsWith('<!--', start) && !text.startsWith('<![CDATA[', start);
}

/** One pass over the text, before any parser sees it: no DOCTYPE, no unknown entity, no deep nesting. */
function scanMarkup(text: string): Guarded<string> {
  let depth = 0;
  let start = text.indexOf('<');
  while (start !== -1) {
    if (isDeclarationMarkup(text, start)) return refuse('doctype_forbidden');
    const end = endOfMarkup(text, start);
    if (end === -1) return refuse('malformed_xml');
    depth += depthChange(text, start, end);
    if (depth > MAX_XML_DEPTH) return refuse('too_deep', { maxDepth: MAX_XML_DEPTH });
    start = text.indexOf('<', end);
    const between = text.slice(end, start === -1 ? undefined : start);
    if (UNKNOWN_ENTITY.test(between)) return refuse('malformed_xml');
  }
  return accept(text);
}

/**
 * Lets through only text that is safe to hand to a parser: within size and depth, UTF-8, characters of XML,
 * and without a document type, so that no entity can be defined (XXE, billion laughs).
 */
export function guardXml(input: string | Uint8Array): Guarded<string> {
  const decoded = decodeXml(input);
  return decoded.ok ? scanMarkup(decoded.value) : decoded;
}
