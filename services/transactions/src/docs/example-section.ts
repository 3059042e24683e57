import type { MediaType, Operation } from './described.ts';
import { type Content, type Html, html } from './html.ts';

/** Requests as they were made, each with what was answered; of a webhook, what is sent. Folded: a page has many. */
export function exampleSection(operation: Operation): Content {
  const samples = (operation['x-codeSamples'] ?? []).map(({ label, source }) => {
    const said = answersCalled(label, operation).map(([type, value]) => printed(value, type));
    return folded(titleOf(label, operation), [block(source), ...said.map(block)]);
  });
  const sent = samples.length > 0 ? [] : Object.values(operation.requestBody?.content ?? {});
  const messages = sent.flatMap(valuesIn).map((value) => folded('What is sent', [block(printed(value))]));
  const all = [...samples, ...messages];
  return all.length === 0 ? null : html`<h4>Examples</h4>${all}`;
}

type Answer = readonly [type: string, value: unknown];

/** An example has one name in the request and in its answer. */
function answersCalled(name: string, { responses }: Operation): Answer[] {
  return Object.values(responses).flatMap(({ content = {} }) =>
    Object.entries(content).flatMap(([type, { examples = {} }]): Answer[] => {
      const example = examples[name];
      return example === undefined ? [] : [[type, example.value]];
    }),
  );
}

/** `answered_200_2` → `Answered 200`, and with what, unless that is JSON. */
function titleOf(label: string, operation: Operation): string {
  const [type = 'application/json'] = answersCalled(label, operation)[0] ?? [];
  const status = label.split('_')[1] ?? '';
  return type === 'application/json' ? `Answered ${status}` : `Answered ${status} with ${type}`;
}

function valuesIn({ examples = {} }: MediaType): unknown[] {
  return Object.values(examples).map(({ value }) => value);
}

function folded(title: string, blocks: readonly Html[]): Html {
  return html`<details class="example"><summary>${title}</summary>${blocks}</details>`;
}

/** It can be scrolled by keys, too. */
function block(text: string): Html {
  return html`<pre tabindex="0"><code>${text}</code></pre>`;
}

/** Of a file its first words are shown, and the three dots say that they are not all. */
function printed(value: unknown, type = 'application/json'): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  return `${value.replaceAll(/[^\P{C}\n]/gu, '')}${type === 'application/json' ? '' : ' …'}`;
}
