import { whyNoAnswer } from '../human/why-no-answer.ts';
import { ask, membersOf } from './ask.ts';
import { broken, type Finding, type Look, ok } from './finding.ts';
import type { Installation } from './installation.ts';

/** Whether every service answers, and says of itself that it can serve. */
export function lookAtServices({ services, isLocal }: Installation, signal: AbortSignal): Look {
  return () => Promise.all(services.map((service) => lookAt(service, isLocal, signal)));
}

async function lookAt(
  { name, url }: Installation['services'][number],
  isLocal: boolean,
  signal: AbortSignal,
): Promise<Finding> {
  const facts = { facts: { url } };
  try {
    const { status, text } = await ask(`${url}/healthz`, signal);
    const said = membersOf(text)?.status;
    if (status === 200 && said === 'ok') return ok(name, `${url} answers and can serve`, facts);
    if (status === 503 && said === 'unavailable') {
      return broken(name, `${url} runs, and says that it cannot serve`, cannotServe(name), facts);
    }
    const wrong = `What answers at ${url} is no Tamsui service (HTTP ${status})`;
    return broken(name, wrong, addressOf(name), facts);
  } catch (error) {
    return broken(name, `${url} does not answer: ${whyNoAnswer(error)}`, startIt(name, isLocal), facts);
  }
}

/** What each service cannot do without. */
function cannotServe(name: string): string {
  if (name === 'notary') {
    return 'It refuses to sign, perhaps because the journal contradicts what was signed before: run `npm run verify` at once, and read its log.';
  }
  return 'Its database does not answer it: see "postgres" below, then its log for "not healthy".';
}

function addressOf(name: string): string {
  if (name === 'api') return 'Correct the address: --url, TAMSUI_URL, or `tamsui config set url ADDRESS`.';
  return `Correct ${name.toUpperCase()}_URL.`;
}

function startIt(name: string, isLocal: boolean): string {
  const log = isLocal ? ` Its log: .tamsui/logs/${serviceOf(name)}.log` : '';
  if (name === 'api') {
    return `Start it (\`npm start\` on this machine), or correct the address: --url, TAMSUI_URL, or \`tamsui config set url ADDRESS\`.${log}`;
  }
  return `Start it, or correct ${name.toUpperCase().replace('-', '_')}_URL.${log}`;
}

/** Its own name, and that of its folder and log. */
function serviceOf(name: string): string {
  return name === 'api' ? 'transactions' : name;
}
