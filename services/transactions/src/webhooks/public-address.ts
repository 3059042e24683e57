import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * IPv4 networks that are not the public internet (IANA IPv4 Special-Purpose Address Registry, RFC 6890), and multicast
 * and reserved space. The metadata services of clouds (169.254.169.254, 100.100.100.200, 192.0.0.192) lie in them.
 */
const NOT_PUBLIC_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by carriers (CGNAT)
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // relays of 6to4
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
];

/** Within global unicast, what is no place on the public internet or hides an IPv4 address that nobody has checked. */
const NOT_PUBLIC_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23], // protocol assignments, with Teredo and ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['2620:4f:8000::', 48], // AS112
  ['3ffe::', 16], // the old 6bone
  ['3fff::', 20], // documentation
];

const notPublicV4 = blockList('ipv4', NOT_PUBLIC_V4);
const notPublicV6 = blockList('ipv6', NOT_PUBLIC_V6);
/**
 * All that is global unicast today (RFC 4291, 2.4). So what lies outside is refused without being named: loopback,
 * unspecified, IPv4-mapped, IPv4-compatible, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48), unique local, link-local,
 * site-local, multicast, discard-only.
 */
const globalUnicastV6 = blockList('ipv6', [['2000::', 3]]);
const loopbackV4 = blockList('ipv4', [['127.0.0.0', 8]]);

/** Whether an address, spelled as sockets and resolvers spell it, is on the public internet. No address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublicV4.check(address, 'ipv4');
  // A zone (`fe80::1%eth0`) is only said of addresses of one's own network.
  if (!isIPv6(address) || address.includes('%')) return false;
  return globalUnicastV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
}

/** Whether it is this machine: 127.0.0.0/8 or ::1, and no other spelling of them. */
export function isLoopbackAddress(address: string): boolean {
  return isIPv4(address) ? loopbackV4.check(address, 'ipv4') : address === '::1';
}

function blockList(family: 'ipv4' | 'ipv6', networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, family);
  return list;
}
