import type { Assurance, Person } from './people.ts';

export interface SignInPage {
  /** Where the form is sent. */
  readonly action: string;
  readonly people: readonly Person[];
  readonly assurances: readonly Assurance[];
}

const METHODS: Readonly<Record<Assurance, string>> = {
  general: 'by text message',
  gold: 'with identity card',
};

/** Everybody's buttons. What a button sends is `person` and `acr`, which a script can send just as well. */
export function signInPage({ action, people, assurances }: SignInPage): string {
  const rows = people.map((person) => personRow(person, action, assurances));
  return page('Sign in to the sandbox', `<ul>${rows.join('')}</ul>`);
}

function personRow(person: Person, action: string, assurances: readonly Assurance[]): string {
  const buttons = assurances
    .filter((acr) => acr === 'general' || person.assurance === 'gold')
    .map((acr) => `<button name="acr" value="${acr}">${METHODS[acr]}</button>`);
  return (
    `<li><form method="post" action="${escapeHtml(action)}"><b>${escapeHtml(person.name)}</b> ` +
    `<input type="hidden" name="person" value="${person.key}">${buttons.join(' ')}</form></li>`
  );
}

/** Shows what an app would take from the address that it was sent to, for whoever tries the API by hand. */
export function signedInPage(parameters: Readonly<Record<string, string>>): string {
  const json = escapeHtml(JSON.stringify(parameters, null, 2));
  return page('Signed in', `<p>Send this to <code>POST /v1/sign-ins</code>:</p><pre>${json}</pre>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:1rem/1.6 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}li{margin:.5rem 0}</style>
</head><body><h1>${title}</h1>
<p>A sandbox: everybody may be anybody here, and nobody here is real.</p>
${content}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
