import MarkdownIt from 'markdown-it';
import { type Html, markup } from './html.ts';

/** HTML in it is shown as text, and nothing is loaded from anywhere. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image');

/** Text of a description: CommonMark, as OpenAPI 3.1 has it (4.3). */
export function prose(text: string): Html {
  return markup(markdown.render(text));
}

/** The same without a paragraph around it. */
export function phrase(text: string): Html {
  return markup(markdown.renderInline(text));
}
