import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

type Resolved = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

/** Finds all addresses of a name, later: never before it has returned. */
export type Resolve = (hostname: string, resolved: Resolved) => void;

/** The socket would have gone to an address that webhooks do not go to. */
class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

export interface GuardedConnectorOptions {
  readonly resolve: Resolve;
  /** Also lets connections to this machine through: for a sandbox. */
  readonly toLoopback: boolean;
  readonly connectTimeoutMs: number;
}

/**
 * Opens sockets to public addresses only. A name is resolved once, here, and the socket goes to the very addresses that
 * were checked: between the check and the use there is nothing for a resolver to change. One address that is not
 * public refuses the name whole. An address that a URL spells out never meets a resolver, so it is checked apart, and
 * every socket is asked once more whom it has reached.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const { resolve, toLoopback, connectTimeoutMs } = options;
  const isAllowed = (address: string): boolean =>
    isPublicAddress(address) || (toLoopback && isLoopbackAddress(address));
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    lookup: guardedLookup(resolve, isAllowed),
  });
  return (target, callback) => {
    const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(host) !== 0 && !isAllowed(host)) {
      callback(new AddressRefused(host), null);
      return;
    }
    connect(target, (error, socket) => {
      if (error !== null) callback(error, null);
      else handOver(socket, isAllowed, callback);
    });
  };
}

function handOver(
  socket: Socket,
  isAllowed: (address: string) => boolean,
  callback: buildConnector.Callback,
): void {
  const { remoteAddress } = socket;
  if (remoteAddress !== undefined && isAllowed(remoteAddress)) {
    callback(null, socket);
    return;
  }
  socket.destroy();
  callback(new AddressRefused(remoteAddress ?? 'no address'), null);
}

function guardedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname, (error, addresses) => {
      const [first] = addresses;
      const refused = addresses.find(({ address }) => !isAllowed(address));
      if (error !== null) callback(error, '');
      else if (first === undefined) callback(new AddressRefused('no address'), '');
      else if (refused !== undefined) callback(new AddressRefused(refused.address), '');
      else if (all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

/** Asks the resolver of this machine. */
export const resolveBySystem: Resolve = (hostname, resolved) => {
  systemLookup(hostname, { all: true }, (error, addresses) =>
    resolved(error, error === null ? addresses : []),
  );
};
