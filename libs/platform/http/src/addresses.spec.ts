import { compileAddressList, visitorKey } from './addresses';

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
