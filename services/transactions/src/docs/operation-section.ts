import { type Description, type MediaType, nameOfRef, type Operation, type Response } from './described.ts';
import { exampleSection } from './example-section.ts';
import { type Content, type Html, html } from './html.ts';
import { prose } from './prose.ts';
import { fieldItem, schemaList } from './schema-list.ts';

/** An operation, or a webhook, with where it is found. */
export interface Placed {
  readonly method: string;
  readonly place: string;
  readonly operation: Operation;
}

export function anchorOf({ operation }: Placed): string {
  return `operation-${operation.operationId}`;
}

/** All that the description says of one operation. */
export function operationSection(placed: Placed, components: Description['components']): Html {
  const { method, place, operation } = placed;
  const { summary, description, requestBody, responses } = operation;
  return html`<section class="operation" id="${anchorOf(placed)}">
<h3><a href="#${anchorOf(placed)}">${summary}</a></h3>
<p class="call"><span class="method ${method}">${method.toUpperCase()}</span> <code>${place}</code></p>
${description === undefined ? null : prose(description)}
${callers(operation)}
${parameters(operation, components)}
${requestBody === undefined ? null : html`<h4>Body</h4>${media(requestBody.content)}`}
<h4>Answers</h4>
${Object.entries(responses).map(([status, response]) => answer(status, response))}
${exampleSection(operation)}
</section>
`;
}

function callers({ 'x-permissions': permissions, security = [] }: Operation): Html | null {
  const schemes = [...new Set(security.flatMap((one) => Object.keys(one)))];
  if (schemes.length === 0) return html`<p class="callers">Open to everybody.</p>`;
  const list = schemes.map((scheme, index) => {
    const permission = permissionOf(permissions, scheme);
    const needed = permission === undefined ? null : html` with <code>${permission}</code>`;
    return [index === 0 ? '' : ', or ', html`<a href="#caller-${scheme}">${scheme}</a>`, needed];
  });
  return html`<p class="callers">For ${list}.</p>`;
}

function permissionOf(permissions: Operation['x-permissions'], scheme: string): string | undefined {
  const permission = permissions?.[scheme];
  return typeof permission === 'string' ? permission : undefined;
}

function parameters(operation: Operation, components: Description['components']): Html | null {
  const all = (operation.parameters ?? []).map((one) =>
    one.$ref === undefined ? one : (components.parameters[nameOfRef(one.$ref)] ?? one),
  );
  if (all.length === 0) return null;
  const groups = ['path', 'query', 'header'].map((kind) => {
    const some = all.filter((one) => one.in === kind);
    if (some.length === 0) return null;
    const items = some.map(({ name, schema, description, required }) =>
      fieldItem(name, description === undefined ? schema : { ...schema, description }, required === true),
    );
    return html`<h4>${KINDS[kind] ?? kind}</h4><ul class="fields">${items}</ul>`;
  });
  return html`${groups}`;
}

const KINDS: Readonly<Record<string, string>> = {
  path: 'In the path',
  query: 'In the query',
  header: 'Headers',
};

const FIRST_PROBLEM = 400;

function answer(status: string, { description, content }: Response): Html {
  if (Number(status) >= FIRST_PROBLEM) {
    return html`<details class="answer problem"><summary><b>${status}</b></summary>${prose(description)}</details>`;
  }
  const body = content === undefined ? null : media(content);
  return html`<details class="answer" open><summary><b>${status}</b> ${description}</summary>${body}</details>`;
}

function media(content: Readonly<Record<string, MediaType>>): Content {
  return Object.entries(content).map(([type, one]) => {
    const name = type === 'application/json' ? null : html`<p class="media"><code>${type}</code></p>`;
    return [name, one.schema === undefined ? null : schemaList(one.schema)];
  });
}
