import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { startCity } from '../../city/running-city.ts';
import type { Description } from '../../fuzz/src/description.ts';
import { CITY_OF_EXAMPLES, EXAMPLES_FILE, ROOT } from './city-of-examples.ts';
import { chooseExchanges, type Examples, richer } from './examples.ts';
import { normalise } from './normalise.ts';
import { type Message, type Played, playStories } from './play-stories.ts';
import { chooseRefusals } from './refusals/refusal.ts';

/** Plays the stories in a city of its own, and writes down what was said, for the description of the API. */
say('starting a city …');
const city = await startCity(ROOT, CITY_OF_EXAMPLES);
try {
  const response = await fetch(`${city.facts.urls.transactions}/openapi.json`);
  const description = (await response.json()) as Description;
  report(await playStories({ city: city.facts, description, onProgress: say }));
} finally {
  await city.stop();
}

/** What is incomplete is written, too: whoever adds an operation sees the others' examples stay as they are. */
function report(played: Played): void {
  const { missing, wrong, notRefused, storiesOver } = played;
  const examples = examplesOf(played);
  mkdirSync(dirname(EXAMPLES_FILE), { recursive: true });
  writeFileSync(EXAMPLES_FILE, `${JSON.stringify(examples, null, 1)}\n`);
  const count = Object.values(examples.operations).flat().length;
  const webhooks = Object.keys(examples.webhooks).length;
  const refusals = Object.values(examples.refusals).flat().length;
  say(
    `${count} examples of ${played.operations.length} operations, ${refusals} of refusals and ${webhooks} of webhooks are written`,
  );
  for (const reason of storiesOver) say(`a story ended early: ${reason.slice(0, 300)}`);
  for (const complaint of wrong) say(`not as described: ${complaint}`);
  for (const complaint of notRefused) say(`not refused as it should be: ${complaint}`);
  for (const what of missing) say(`no story shows ${what}`);
  if (missing.length > 0) say('Tell it in test/fuzz/src/stories, and record again.');
  process.exitCode = missing.length + wrong.length + notRefused.length === 0 ? 0 : 1;
}

function examplesOf({ operations, exchanges, messages, refusals }: Played): Examples {
  const byName = [...operations].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    operations: Object.fromEntries(
      byName
        .map(
          (operation) =>
            [operation.id, chooseExchanges(operation, exchanges.get(operation.id) ?? [])] as const,
        )
        .filter(([, chosen]) => chosen.length > 0),
    ),
    webhooks: Object.fromEntries(
      [...new Set(messages.map(({ type }) => type))].sort().map((type) => [type, richest(type, messages)]),
    ),
    refusals: chooseRefusals(refusals),
  };
}

function richest(type: string, messages: readonly Message[]): unknown {
  const examples = messages.filter((message) => message.type === type).map(normalise);
  return examples.reduce(richer);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
