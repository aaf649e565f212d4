import { BlockList, isIP } from 'node:net';

/** IPv4 that is not the internet's: our own machine and networks, neighbours, providers' inner networks, examples, many at once. */
const NOT_PUBLIC = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // The metadata of machines in a cloud is among these.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** The part of IPv6 that is given out, and what within it leads to an IPv4 address or is an example. */
const GLOBAL_6 = ['2000::', 3] as const;
const NOT_PUBLIC_6 = [
  // Protocols, Teredo and ORCHID among them.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const inner = new BlockList();
for (const [net, prefix] of NOT_PUBLIC) inner.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of NOT_PUBLIC_6) inner.addSubnet(net, prefix, 'ipv6');
const global6 = new BlockList();
global6.addSubnet(...GLOBAL_6, 'ipv6');

/** Whether an address is of the public internet: what is not known to be is not. An IPv4 in the clothes of IPv6 is none. Pure. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !inner.check(address, 'ipv4');
    case 6:
      return global6.check(address, 'ipv6') && !inner.check(address, 'ipv6');
    default:
      return false;
  }
}
