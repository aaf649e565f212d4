import { productInputSchema, type Variant } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import type { PageScope } from '../../rendering/page-scope';
import type { ShopOffer } from '../checkout/order-page.service';
import { describeOffer } from './product-json-ld';

const scope = { locale: 'fr', origin: 'https://ici.example', texts: { line: (key: string) => key } };
const shop = {
  listing: { id: 1, name: 'Le Fil Rouge' },
  schedule: { place: { timeZone: 'Europe/Paris' } },
};

const variant = (values: Readonly<Record<string, string>>, more: Partial<Product> = {}): Product => ({
  ...productInputSchema.parse({ name: 'Bocal', priceCents: 500, vat: 'reduced', withdrawal: 'right' }),
  ...{ id: JSON.stringify(values), groupId: 'g', listingId: 1, position: 0, archivedAt: null },
  variant: Object.entries(values).map(([attribute, value]): Variant[number] => ({ attribute, value })),
  ...more,
});
const told = (products: readonly Product[], now = new Date('2026-05-10T10:00:00Z')): unknown => {
  const offer = { shop, products, pausedUntil: null, now } as unknown as ShopOffer;
  const [catalogue] = describeOffer(offer, scope as unknown as PageScope) as [{ itemListElement: unknown[] }];
  return catalogue.itemListElement[0];
};

describe('variants as machines read them', () => {
  it('differ in a property of their own name where its name is that of something of the language', () => {
    const group = told([variant({ Constructor: 'a' }), variant({ Constructor: 'b' })]);
    expect(group).toMatchObject({
      variesBy: ['Constructor'],
      hasVariant: [
        { additionalProperty: [{ name: 'Constructor', value: 'a' }] },
        { additionalProperty: [{ name: 'Constructor', value: 'b' }] },
      ],
    });
  });

  it('lose none of two attributes that are one property', () => {
    const group = told([variant({ Taille: 'S', Pointure: '38' }), variant({ Taille: 'M', Pointure: '40' })]);
    expect(group).toMatchObject({
      variesBy: ['https://schema.org/size', 'Pointure'],
      hasVariant: [
        { size: 'S', additionalProperty: [{ name: 'Pointure', value: '38' }] },
        { size: 'M', additionalProperty: [{ name: 'Pointure', value: '40' }] },
      ],
    });
  });

  it('say how much is in each, and what their size is called', () => {
    const small = variant({ Taille: 'petit' }, { content: { amount: 250, unit: 'g' } });
    const group = told([small, variant({ Taille: 'grand' })]);
    expect(group).toMatchObject({
      variesBy: ['Taille'],
      hasVariant: [
        {
          size: { '@type': 'QuantitativeValue', value: 250, unitCode: 'GRM' },
          additionalProperty: [{ name: 'Taille', value: 'petit' }],
        },
        { additionalProperty: [{ name: 'Taille', value: 'grand' }] },
      ],
    });
  });
});

describe('a season as machines read it', () => {
  const asparagus = variant({}, { season: { from: '05-01', until: '06-15' } });

  it.each([
    ['2026-04-30T21:59:00Z', 'OutOfStock'],
    ['2026-04-30T22:00:00Z', 'InStock'],
    ['2026-06-15T21:59:00Z', 'InStock'],
    ['2026-06-15T22:00:00Z', 'OutOfStock'],
  ])('says at %s that it is %s, by the clock of the shop', (now, state) => {
    const offer = told([asparagus], new Date(now));
    expect(offer).toMatchObject({ availability: `https://schema.org/${state}` });
    expect(JSON.stringify(offer)).not.toMatch(/availability(Starts|Ends)/);
  });
});
