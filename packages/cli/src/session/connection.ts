import { checkSecretToken, type SecretTokenPrefix } from '@tamsui/ids';
import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { readSettings } from './settings-file.ts';

/** Where a value was taken from, for a person who wonders. */
export type Source = 'option' | 'environment' | 'config file' | 'default' | 'nowhere';

export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  readonly urlSource: Source;
  readonly apiKey: string | undefined;
  readonly keySource: Source;
  readonly terminal: string | undefined;
}

/** What a command knows already, before anything else is asked. */
export interface GivenConnection {
  readonly url?: string;
  readonly apiKey?: string;
}

export interface ConnectionOptions extends GivenConnection {
  readonly allowHttp?: boolean | undefined;
}

/** As it is said of a key that is none. */
const FROM: Readonly<Record<Source, string>> = {
  option: 'just given',
  environment: 'TAMSUI_API_KEY',
  'config file': 'from the config file',
  default: 'unknown',
  nowhere: 'unknown',
};

/** Where `npm start` listens. */
const DEFAULT_URL = 'http://127.0.0.1:7100';
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Kinds of tokens that the API takes from a program, with what they are called. */
const KINDS: Readonly<Partial<Record<SecretTokenPrefix, string>>> = {
  mk_test: "a merchant's key",
  cs_test: "a cashier's session",
  rt_test: "a resident's sandbox token",
  op_test: "the operator's token",
};

/** @throws CliError for an address that is none, or a key that would travel in the open or is mistyped */
export function findConnection(config: CliConfig, options: ConnectionOptions): Connection {
  const settings = readSettings(config.configFile);
  const [url, urlSource] = firstOf(
    [options.url, 'option'],
    [config.url, 'environment'],
    [settings.url, 'config file'],
    [DEFAULT_URL, 'default'],
  );
  const [apiKey, keySource] = firstOf(
    [options.apiKey, 'option'],
    [config.apiKey, 'environment'],
    [settings.api_key, 'config file'],
  );
  if (apiKey !== undefined) checkKey(apiKey, keySource);
  return {
    url: checkUrl(url ?? DEFAULT_URL, options.allowHttp === true),
    urlSource,
    apiKey,
    keySource,
    terminal: config.terminal ?? settings.terminal,
  };
}

/** @throws CliError when there is no key */
export function needKey({ apiKey }: Connection): string {
  if (apiKey !== undefined) return apiKey;
  throw new CliError({
    code: 'no_api_key',
    message: 'There is no API key to ask with.',
    hint: 'Run `tamsui login`, or set TAMSUI_API_KEY. With a city from `npm start`: tamsui login --local',
    exitCode: EXIT.notAllowed,
  });
}

/** What may be shown of a key: enough to tell keys apart, the same as the API lists. */
export function maskKey(key: string): string {
  const shown = key.slice(0, 12);
  return `${shown}…`;
}

/** What kind of token it is; undefined for a text that is none. */
export function kindOfKey(key: string): string | undefined {
  const prefix = Object.keys(KINDS).find((kind) => checkSecretToken(kind as SecretTokenPrefix, key));
  return prefix === undefined ? undefined : KINDS[prefix as SecretTokenPrefix];
}

/** @throws CliError that does not repeat the key */
function checkKey(key: string, source: Source): void {
  if (kindOfKey(key) !== undefined) return;
  throw new CliError({
    code: 'api_key_malformed',
    message: `The API key (${FROM[source]}) is none: a character is wrong or missing, or it is of another kind.`,
    hint: `Keys begin with ${Object.keys(KINDS).join('_, ')}_ and are shown once, when they are made.`,
    exitCode: EXIT.usage,
  });
}

/** @throws CliError for what is no http address, and for plain http to anywhere but this machine */
export function checkUrl(text: string, allowHttp: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url !== undefined && /^https?:$/.test(url.protocol);
  if (!isHttp || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new CliError({
      code: 'url_malformed',
      message: `${JSON.stringify(text)} is no address of an API: it must be like https://wallet.example or http://127.0.0.1:7100`,
      exitCode: EXIT.usage,
    });
  }
  if (url.protocol === 'http:' && !allowHttp && !LOOPBACK.includes(url.hostname)) {
    throw new CliError({
      code: 'url_not_encrypted',
      message: `${url.origin} is not encrypted: whoever is on the way could read the API key.`,
      hint: 'Use https, or add --allow-http inside a network that you trust.',
      exitCode: EXIT.usage,
    });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function firstOf(...candidates: readonly (readonly [string | undefined, Source])[]) {
  return candidates.find(([value]) => value !== undefined) ?? ([undefined, 'nowhere'] as const);
}
