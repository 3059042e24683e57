import { type Heard, OUTCOME_TABLE, OUTCOMES, type OutcomeName } from './outcome.ts';

const HEAD = ['outcome', 'resident', 'shows', 'amount', 'after', 'answer', 'same key again', 'why'];
const AFTER = { nothing: '', one_alike: 'a payment alike' };

/** The table of outcomes as Markdown, for the description. */
export function outcomeTable(): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...OUTCOMES.map(rowOf)];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(name: OutcomeName): string[] {
  const { resident, shows, amount, after, heard, heardAgain, why } = OUTCOME_TABLE[name];
  const asked = [code(name), code(resident), code(shows), amount, AFTER[after]];
  return [...asked, textOf(heard), textOf(heardAgain), why];
}

function textOf(heard: Heard): string {
  return heard.code === null ? String(heard.status) : `${heard.status} ${code(heard.code)}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
