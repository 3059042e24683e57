import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { guardXml, MAX_XML_DEPTH, type XmlGuardCode } from './xml-guard.ts';

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTE = '@';
const ENTITY = /&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;
const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Values stay text (`007` and `1e3` are no numbers here) and entities stay unread: only `textOf` decodes, once. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
  maxNestedTags: MAX_XML_DEPTH,
});

/** A parsed document: the name of the root without its prefix, its namespace, and the node itself. */
export interface XmlRoot {
  readonly name: string;
  readonly namespace: string;
  /** `ns2:` when the document's elements carry that prefix, else empty. */
  readonly prefix: string;
  readonly node: unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All children of that name in the order of the document. `name` includes the prefix. */
export function childrenOf(node: unknown, name: string): readonly unknown[] {
  if (!isRecord(node) || !Object.hasOwn(node, name)) return [];
  const value = node[name];
  return Array.isArray(value) ? value : [value];
}

function codePointText(hexadecimal: string | undefined, decimal: string | undefined): string {
  const codePoint = Number.parseInt(hexadecimal ?? decimal ?? '', hexadecimal === undefined ? 10 : 16);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\uFFFD';
}

/** Decodes the five entities of XML itself and character references; without a DOCTYPE there are no others. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (_all, hexadecimal?: string, decimal?: string, name?: string) =>
    name === undefined ? codePointText(hexadecimal, decimal) : (PREDEFINED[name] ?? ''),
  );
}

/** The text of a leaf, entities decoded. `undefined` when the node is missing, repeated, or holds elements alone. */
export function textOf(node: unknown): string | undefined {
  if (typeof node === 'string') return decodeEntities(node);
  if (!isRecord(node)) return undefined;
  const plain = node[TEXT];
  const literal = node[CDATA];
  if (typeof plain === 'string' && plain !== '') return decodeEntities(plain);
  return typeof literal === 'string' ? literal : undefined;
}

/** The text of an attribute, or `undefined`. */
export function attributeOf(node: unknown, name: string): string | undefined {
  const value = isRecord(node) ? node[`${ATTRIBUTE}${name}`] : undefined;
  return typeof value === 'string' ? decodeEntities(value) : undefined;
}

function rootOf(document: unknown): XmlRoot | undefined {
  if (!isRecord(document)) return undefined;
  const names = Object.keys(document).filter((name) => name !== TEXT);
  const [qualified] = names;
  if (qualified === undefined || names.length > 1 || Array.isArray(document[qualified])) return undefined;
  const colon = qualified.indexOf(':');
  const prefix = qualified.slice(0, colon + 1);
  const node = document[qualified];
  const namespace = attributeOf(node, prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`);
  return { name: qualified.slice(colon + 1), namespace: namespace ?? '', prefix, node };
}

/** Reads bytes or text into a tree of unknown shape. Refuses what is dangerous or not well-formed. */
export function readXml(input: string | Uint8Array): Result<XmlRoot, Refusal<XmlGuardCode>> {
  const guarded = guardXml(input);
  if (!guarded.ok) return guarded;
  if (XMLValidator.validate(guarded.value) !== true) return refuse('malformed_xml');
  try {
    const root = rootOf(parser.parse(guarded.value));
    return root === undefined ? refuse('malformed_xml') : accept(root);
  } catch {
    // The parser throws for names it reserves and for its own limits; either way it is no document to read.
    return refuse('malformed_xml');
  }
}
