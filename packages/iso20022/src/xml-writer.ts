/** One element: its name, its text or children, and attributes. `undefined` children are left out. */
export interface XmlElement {
  readonly name: string;
  readonly content: string | readonly (XmlElement | undefined)[];
  readonly attributes: Readonly<Record<string, string>>;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Describes one element of a document to be written. */
export function element(
  name: string,
  content: XmlElement['content'],
  attributes: XmlElement['attributes'] = {},
): XmlElement {
  return { name, content, attributes };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function writeElement({ name, content, attributes }: XmlElement, indent: string): string {
  const attributeText = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const start = `${indent}<${name}${attributeText.join('')}>`;
  if (typeof content === 'string') return `${start}${escapeXml(content)}</${name}>\n`;
  const children = content.map((child) => (child === undefined ? '' : writeElement(child, `${indent}  `)));
  return `${start}\n${children.join('')}${indent}</${name}>\n`;
}

/**
 * Writes a document as text: two blanks of indentation, line feeds, attributes in the given order, so that the
 * same input gives the same bytes and a file can be named by its hash.
 */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}`;
}
