import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';

/** The address without the IPv6 wrapping of an IPv4 one (`::ffff:10.0.0.1` → `10.0.0.1`). Pure. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIPv4(address.slice(7)) ? address.slice(7) : address;
}

/**
 * Compiles a list of addresses and CIDR blocks.
 * @param cidrs e.g. `['10.0.0.0/8', '::1']`
 * @returns whether an address belongs to one of them; false for what is no address
 * @throws TypeError when a block is malformed
 */
export function compileAddressList(cidrs: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', prefix] = cidr.split('/');
    const version = isIP(address);
    if (version === 0) throw new TypeError(`"${cidr}" is not an address or a CIDR block`);
    const type = version === 4 ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, type);
    else list.addSubnet(address, Number(prefix), type);
  }
  return (candidate) => {
    if (candidate === undefined || cidrs.length === 0) return false;
    const address = plainAddress(candidate);
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}

/**
 * What counts as one visitor for limits: an IPv4 address, or the /64 of an IPv6 one, since a subscriber commands all
 * the addresses of a /64. Pure.
 */
export const visitorKey = (address: string): string => prefixOf(address, 4);

/**
 * What counts as one network for the limits of what is costly: an IPv4 address, or the /48 of an IPv6 one, since a customer
 * of a provider or of a host commands as many /64 as there are in it. Pure.
 */
export const networkKey = (address: string): string => prefixOf(address, 3);

/**
 * What counts as one person among those who report something: the /24 of an IPv4 address, the /48 of an IPv6 one. Whoever
 * rents a server or restarts a router has other addresses of the same subnet. Pure.
 */
export function subnetKey(address: string): string {
  const plain = plainAddress(address);
  return plain.includes(':') ? prefixOf(plain, 3) : `${plain.split('.').slice(0, 3).join('.')}.0/24`;
}

/** @param kept groups of sixteen bits that are kept of an IPv6 address */
function prefixOf(address: string, kept: number): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const full = [
    ...groups,
    ...Array.from({ length: Math.max(missing, 0) }, () => '0'),
    ...(tail ? tail.split(':') : []),
  ];
  return `${full
    .slice(0, kept)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/${kept * 16}`;
}

/**
 * Where a request comes from: the peer of the connection, or, through proxies of ours, the last address before them in
 * X-Forwarded-For. The same rule as the server's `trustProxy`, for requests that it does not see.
 */
export function clientAddress(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  isTrustedProxy: (address: string | undefined) => boolean,
): string {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'];
  if (forwarded === undefined || !isTrustedProxy(peer)) return peer;
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)
    .split(',')
    .map((hop) => hop.trim());
  return hops.findLast((hop) => !isTrustedProxy(hop)) ?? hops[0] ?? peer;
}
