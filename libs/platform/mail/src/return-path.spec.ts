import { ReturnPaths } from './return-path';

const KEY = 'a-master-key-of-more-than-thirty-two-characters';
const tenants = [{ id: 'one' }, { id: 'two' }];
const DELIVERY = '0199f3a2-0000-7000-8000-0000000000ff';

describe('an address that a mail comes back to', () => {
  const paths = new ReturnPaths({ masterKey: KEY, bounceDomain: 'back.example' });
  const address = paths.of({ id: 'two' }, DELIVERY) ?? '';
  const [local = ''] = address.split('@');

  it('names its delivery and its territory, within what a server takes', () => {
    expect(local.length).toBeLessThanOrEqual(64);
    expect(paths.read(address, tenants)).toEqual({ tenant: { id: 'two' }, delivery: DELIVERY });
    expect(paths.read(address.toUpperCase(), tenants)?.delivery).toBe(DELIVERY);
  });

  it.each([
    ['another domain', address.replace('back.', 'else.')],
    ['no signature', `${local.slice(0, -16)}@back.example`],
    ['another signature', `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@back.example`],
    ['another delivery', address.replace('bounces+a', 'bounces+b')],
    ['a path', `../${local}@back.example`],
    ['nothing', ''],
  ])('is none of ours with %s', (_, given) => {
    expect(paths.read(given, tenants)).toBeNull();
  });

  it('is none of a territory that did not send it, nor under another key', () => {
    expect(paths.read(address, [{ id: 'one' }])).toBeNull();
    const other = new ReturnPaths({ masterKey: `${KEY}x`, bounceDomain: 'back.example' });
    expect(other.read(address, tenants)).toBeNull();
  });

  it('is none where no domain is configured', () => {
    expect(
      new ReturnPaths({ masterKey: KEY, bounceDomain: undefined }).of({ id: 'two' }, DELIVERY),
    ).toBeUndefined();
  });
});
