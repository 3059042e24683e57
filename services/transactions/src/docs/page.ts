import type { Description } from './described.ts';
import type { Guide } from './guides/guide.ts';
import { GUIDES } from './guides/index.ts';
import { type Html, html, markup } from './html.ts';
import { anchorOf, operationSection, type Placed } from './operation-section.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { phrase, prose } from './prose.ts';
import { anchorOfSchema, schemaList } from './schema-list.ts';

const WEBHOOKS = 'Webhook messages';

interface Chapter {
  readonly name: string;
  readonly says: string;
  readonly operations: readonly Placed[];
}

/** The description of the API as one page for people, which loads nothing. */
export function renderPage(description: Description): string {
  const { info, components } = description;
  const chapters = chaptersOf(description);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title} API</title>
<style>${markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">To the text</a>
<nav aria-label="Contents">
<p class="title">${info.title}</p>
<label for="filter">Find an operation</label>
<input id="filter" type="search" autocomplete="off" placeholder="refund, /v1/payments, webhook …">
<p id="found" role="status"></p>
<details class="chapter" open><summary>Guides</summary><ul>${GUIDES.map(guideLink)}</ul></details>
${chapters.map(navigation)}
<details class="chapter"><summary>Callers and objects</summary>
<ul><li><a href="#callers">Who may call</a></li>${Object.keys(components.schemas).map(objectLink)}</ul></details>
</nav>
<main id="content">
<h1>${info.title} API</h1>
${prose(info.description)}
<p>For machines the same is at <a href="/openapi.json"><code>/openapi.json</code></a>.</p>
<section id="guides"><h2>Guides</h2>${GUIDES.map(guideSection)}</section>
<section id="callers"><h2>Who may call</h2><dl>${callerList(components)}</dl></section>
${chapters.map(({ name, says, operations }) => chapterSection(name, says, operations, components))}
<section id="objects"><h2>Objects</h2>${Object.entries(components.schemas).map(
    ([name, schema]) =>
      html`<section class="object" id="${anchorOfSchema(name)}"><h3><a href="#${anchorOfSchema(name)}">${name}</a></h3>${schemaList(schema)}</section>\n`,
  )}</section>
</main>
<script>${markup(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

function chaptersOf({ tags, paths, webhooks }: Description): Chapter[] {
  const operations = Object.entries(paths).flatMap(([place, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, place, operation })),
  );
  const told = Object.entries(webhooks).flatMap(([name, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, place: name, operation })),
  );
  return [
    ...tags.map(({ name, description }) => ({
      name,
      says: description,
      operations: operations.filter(({ operation }) => operation.tags[0] === name),
    })),
    { name: WEBHOOKS, says: 'What we send to an endpoint of yours.', operations: told },
  ];
}

function anchorOfChapter(name: string): string {
  return `chapter-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
}

function navigation({ name, operations }: Chapter): Html {
  const links = operations.map(
    (placed) =>
      html`<li><a href="#${anchorOf(placed)}"><span class="method ${placed.method}">${placed.method.toUpperCase()}</span> ${placed.operation.summary}<span class="place"> ${placed.place} ${placed.operation.operationId}</span></a></li>`,
  );
  return html`<details class="chapter"><summary>${name}</summary><ul>${links}</ul></details>\n`;
}

function guideLink({ name, title }: Guide): Html {
  return html`<li><a href="#guide-${name}">${title}</a></li>`;
}

function guideSection({ name, title, body }: Guide): Html {
  return html`<section class="guide" id="guide-${name}"><h3><a href="#guide-${name}">${title}</a></h3>
${body}</section>
`;
}

function objectLink(name: string): Html {
  return html`<li><a href="#${anchorOfSchema(name)}">${name}</a></li>`;
}

function callerList({ securitySchemes }: Description['components']): Html[] {
  return Object.entries(securitySchemes).map(
    ([name, { description }]) =>
      html`<dt id="caller-${name}"><code>${name}</code></dt><dd>${phrase(description)}</dd>`,
  );
}

function chapterSection(
  name: string,
  says: string,
  operations: readonly Placed[],
  components: Description['components'],
): Html {
  return html`<section class="chapter" id="${anchorOfChapter(name)}"><h2>${name}</h2>
${prose(says)}${operations.map((placed) => operationSection(placed, components))}</section>
`;
}
