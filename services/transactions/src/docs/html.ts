/** Text that is HTML. Only `html` and `markup` make it, so that nothing gets onto a page without being escaped. */
export interface Html {
  readonly markup: string;
}

export type Content = Html | string | number | null | readonly Content[];

/** Writes HTML; what is put in is escaped unless it is HTML itself, and null is nothing. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const texts = parts.map((part, index) => part + (index < contents.length ? text(contents[index]) : ''));
  return { markup: texts.join('') };
}

/** Takes text for HTML: only for what a library or this house has written as HTML. */
export function markup(text: string): Html {
  return { markup: text };
}

function text(content: Content | undefined): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return 'markup' in content ? content.markup : content.map(text).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(plain: string): string {
  return plain.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
