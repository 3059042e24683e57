import { type Html, html } from '../html.ts';
import { SNIPPETS } from './generated/snippets.ts';

/** A text that leads through several operations. */
export interface Guide {
  /** In the address of the page: `#guide-…`. */
  readonly name: string;
  readonly title: string;
  readonly body: Html;
}

/** Code as it stands in an app that plays a day with the SDK in a test: what is quoted here has worked. */
export function code(name: keyof typeof SNIPPETS): Html {
  return html`<pre tabindex="0"><code>${SNIPPETS[name]}</code></pre>\n`;
}

/** Leads to an operation of this page. */
export function to(operation: string): Html {
  return html`<a href="#operation-${operation}"><code>${operation}</code></a>`;
}

/** Leads to another guide. */
export function see(guide: string, words: string): Html {
  return html`<a href="#guide-${guide}">${words}</a>`;
}

/** A table that scrolls in a box of its own where the page is narrow. */
export function table(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
): Html {
  return html`<div class="wide" role="region" aria-label="${name}" tabindex="0"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>
`;
}
