import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { MAX_LINES } from '@halles/contracts';
import fc from 'fast-check';
import { hasBaskets } from '../../rendering/basket-cookies';
import {
  cookieOf,
  emptyCookie,
  MAX_BASKETS,
  type StoredBasket,
  storeBasket,
  storedBasket,
  storedBaskets,
} from './basket-cookie';

const basketOf = (listingId: number, lines: number, note = ''): StoredBasket => ({
  listingId,
  lines: Array.from({ length: lines }, () => ({
    ...{ productId: randomUUID(), quantity: 2, unitCents: 420, weight: null },
    choices: [{ group: 'Cuisson', name: 'Bien cuit' }],
  })),
  mode: 'pickup',
  slotFrom: 1_795_766_400_000,
  note,
  formKey: null,
});

/** What a browser sends that was given these. */
const sent = (...given: readonly string[]): string => given.map((one) => one.split(';')[0]).join('; ');
const given = (basket: StoredBasket, cookies = ''): string => {
  const stored = storeBasket(cookies, basket);
  if (!('cookie' in stored)) throw new Error(stored.refusal);
  return stored.cookie;
};

describe('a basket in the browser', () => {
  it('comes back as it was stored, with choices, weights, slot, note and the key of its form', () => {
    fc.assert(
      fc.property(
        fc.record({
          lines: fc.array(
            fc.record({
              productId: fc.uuid({ version: 4 }),
              quantity: fc.integer({ min: 1, max: 999 }),
              unitCents: fc.integer({ min: 1, max: 99_999 }),
              weight: fc.option(
                fc.record({
                  by: fc.constantFrom('weight' as const, 'piece' as const),
                  grams: fc.integer({ min: 1, max: 9_999 }),
                }),
              ),
              choices: fc.array(
                fc.record({ group: fc.constantFrom('Cuisson', 'a:b'), name: fc.constantFrom('é & =', '"') }),
                { maxLength: 3 },
              ),
            }),
            { minLength: 1, maxLength: 8 },
          ),
          mode: fc.constantFrom('pickup', 'delivery'),
          slotFrom: fc.option(fc.integer({ min: 1e12, max: 2e12 })),
          note: fc.string({ maxLength: 100 }).map((text) => text.trim()),
          formKey: fc.option(fc.uuid({ version: 4 })),
        }),
        (basket) => {
          const cookies = sent(given({ ...basket, listingId: 42 }));
          expect(storedBasket(cookies, 42)).toEqual({ ...basket, listingId: 42 });
        },
      ),
    );
  });

  it('is one a shop, in a cookie of this host alone that no script reads and that lasts a month', () => {
    const cookie = given(basketOf(42, 1));
    expect(cookie).toMatch(
      /^__Host-halles-basket-42=[\w-]+; Path=\/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax$/,
    );
    const cookies = sent(cookie, given(basketOf(7, 2)), '__Host-halles=abc');
    expect(storedBaskets(cookies).map(({ listingId }) => listingId)).toEqual([42, 7]);
    expect(storedBasket(cookies, 8)).toBeNull();
    expect([hasBaskets(cookies), hasBaskets('__Host-halles=abc'), hasBaskets(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(hasBaskets([emptyCookie(42)])).toBe(false);
  });

  it('is refused where the headers of a request have no room for it, or where there are too many', () => {
    expect(storeBasket('', basketOf(1, MAX_LINES))).toHaveProperty('cookie');
    const { lines, ...others } = basketOf(1, MAX_LINES);
    const engraved = lines.map((line) => ({
      ...line,
      choices: [{ group: 'Gravure', name: `${randomUUID()} ${randomUUID()}` }],
    }));
    const long = { ...others, lines: engraved, note: randomUUID().repeat(20) };
    expect(storeBasket('', long)).toEqual({ refusal: 'too-large' });
    const cookies = Array.from({ length: MAX_BASKETS }, (_, id) => sent(given(basketOf(id + 1, 1)))).join(
      '; ',
    );
    expect(storeBasket(cookies, basketOf(99, 1))).toEqual({ refusal: 'too-many' });
    expect(storeBasket(cookies, basketOf(3, 2))).toHaveProperty('cookie');
    const large = Array.from({ length: 6 }, (_, id) => sent(given(basketOf(id + 1, 50)))).join('; ');
    expect(storeBasket(large, basketOf(99, 50))).toEqual({ refusal: 'too-large' });
  });

  it('counts as none where it was tampered with, comes twice, or unpacks to more than a form', () => {
    const name = '__Host-halles-basket-42=';
    const packed = (text: string) => name + deflateRawSync(Buffer.from(text)).toString('base64url');
    const bomb = packed(`note=${'a'.repeat(1_000_000)}`);
    for (const cookies of [name, `${name}abc`, `${name}%%%`, bomb, packed('line=x&line=y'), packed('')])
      expect([cookies.slice(0, 60), storedBaskets(cookies)]).toEqual([cookies.slice(0, 60), []]);
    const one = sent(given(basketOf(42, 1)));
    expect(storedBaskets(`${one}; ${one}`)).toEqual([]);
    expect(storedBaskets(one.replace('basket-42', 'basket-99999999999'))).toEqual([]);
    expect(cookieOf(42)).toBe('__Host-halles-basket-42');
  });
});
