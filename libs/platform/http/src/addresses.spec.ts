import type { IncomingMessage } from 'node:http';
import { clientAddress, compileAddressList, subnetKey, visitorKey } from './addresses';

describe('lists of addresses', () => {
  const isInside = compileAddressList(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1']);

  it.each(['10.1.2.3', '192.0.2.7', '2001:db8:1::5', '::1', '::ffff:10.1.2.3'])('knows %s', (address) =>
    expect(isInside(address)).toBe(true),
  );

  it.each(['11.0.0.1', '192.0.2.8', '2001:db9::1', '::2', '', 'localhost', '10.0.0.1.evil', undefined])(
    'does not know %s',
    (address) => expect(isInside(address)).toBe(false),
  );

  it('contains nobody when empty, and refuses what is no address', () => {
    expect(compileAddressList([])('127.0.0.1')).toBe(false);
    expect(() => compileAddressList(['everyone'])).toThrow(TypeError);
  });
});

describe('what counts as one visitor', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (address, key) => expect(visitorKey(address)).toBe(key));
});

describe('what counts as one subnet', () => {
  it.each([
    ['198.51.100.7', '198.51.100.0/24'],
    ['::ffff:198.51.100.200', '198.51.100.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8:1:ffff::9', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
  ])('%s is of %s', (address, key) => expect(subnetKey(address)).toBe(key));
});

describe('where a request comes from', () => {
  const isTrusted = compileAddressList(['10.0.0.0/8', '::1']);
  const from = (remoteAddress: string, forwarded?: string): string => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    return clientAddress({ headers, socket: { remoteAddress } } as IncomingMessage, isTrusted);
  };

  it.each([
    [
      'the peer, when it is no proxy of ours, whatever it forwards',
      '203.0.113.5',
      '198.51.100.1',
      '203.0.113.5',
    ],
    ['the address that our proxy saw', '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    [
      'the last address that is not a proxy of ours',
      '10.0.0.2',
      '192.0.2.9, 198.51.100.1, 10.0.0.7',
      '198.51.100.1',
    ],
    [
      'not an address before it, which anybody may write',
      '10.0.0.2',
      '10.0.0.9, 198.51.100.1',
      '198.51.100.1',
    ],
    ['the first hop, when all are ours', '10.0.0.2', '10.0.0.3, 10.0.0.4', '10.0.0.3'],
    ['what stands there, when it is no address', '10.0.0.2', 'unknown', 'unknown'],
    ['the proxy, when it forwards nothing', '10.0.0.2', undefined, '10.0.0.2'],
  ])('is %s', (_what, peer, forwarded, expected) => expect(from(peer, forwarded)).toBe(expected));
});
