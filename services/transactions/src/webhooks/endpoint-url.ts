import { isIP } from 'node:net';
import { accept, type Result, refuse } from '@tamsui/errors';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

export const MAX_URL_LENGTH = 2_000;
/** Where servers speak TLS: a webhook to any other port could only be a question to something else. */
const PORTS = new Set(['', '443', '8443']);
/** Names that no public resolver answers (RFC 6761, 6762, 8375, 7686, and what ICANN keeps for private use). */
const NAMES_OF_ONES_OWN = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|onion|test|invalid)$/;

export type UrlRefusal = {
  readonly code:
    | 'url_malformed'
    | 'url_not_https'
    | 'url_with_credentials'
    | 'url_port_refused'
    | 'url_not_public';
};

/**
 * Reads where webhooks are to go, in the one spelling that is kept. This only answers early: a name can point anywhere
 * by the time it is used, so the address is checked again at each connection (`guarded-connector.ts`).
 * @param toLoopback also takes this machine, on any port and without TLS: for a sandbox
 */
export function readEndpointUrl(text: string, toLoopback: boolean): Result<string, UrlRefusal> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || text.length > MAX_URL_LENGTH || url.hash !== '') return refuse('url_malformed');
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return refuse('url_not_https');
  if (url.username !== '' || url.password !== '') return refuse('url_with_credentials');
  const host = hostOf(url);
  if (toLoopback && (isLoopbackAddress(host) || host === 'localhost')) return accept(url.href);
  if (url.protocol !== 'https:') return refuse('url_not_https');
  if (!PORTS.has(url.port)) return refuse('url_port_refused');
  return isPublicHost(host) ? accept(url.href) : refuse('url_not_public');
}

/** The parser of URLs has read every other spelling of an IPv4 address by now: decimal, octal, hexadecimal, short. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function isPublicHost(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !NAMES_OF_ONES_OWN.test(host);
}
