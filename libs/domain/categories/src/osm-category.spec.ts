import { categoryOfOsmTags } from './osm-category';

describe('categoryOfOsmTags', () => {
  it.each([
    [{ shop: 'bakery' }, 'bakery'],
    [{ amenity: 'restaurant' }, 'restaurant'],
    [{ amenity: 'restaurant', cuisine: 'pizza' }, 'pizzeria'],
    [{ amenity: 'restaurant', cuisine: 'french;pizza' }, 'pizzeria'],
    [{ amenity: 'restaurant', cuisine: 'french' }, 'restaurant'],
    [{ amenity: 'fuel', shop: 'convenience' }, 'petrol-station'],
    [{ amenity: 'doctors', 'healthcare:speciality': 'radiology' }, 'medical-imaging'],
    [{ craft: 'shoemaker' }, 'shoe-repair'],
    [{ shop: 'hairdresser', name: 'Chez Léa' }, 'hairdresser'],
    [{ tourism: 'information', information: 'office' }, 'tourist-office'],
    [{ shop: 'wigs' }, 'other-shop'],
    [{ shop: 'supermarket', organic: 'only' }, 'organic-shop'],
    [{ amenity: 'kindergarten', 'school:FR': 'maternelle' }, 'nursery-school'],
    [{ club: 'scuba' }, 'association'],
  ])('%p is a %s', (tags, id) => {
    expect(categoryOfOsmTags(tags as Record<string, string>)?.id).toBe(id);
  });

  it.each([
    {},
    { amenity: 'bench' },
    { shop: 'vacant' },
    { shop: 'no' },
    { shop: '' },
    { office: 'yes' },
    { tourism: 'information' },
    { highway: 'bus_stop' },
    { amenity: '__proto__' },
  ])('%p is no business', (tags) => {
    expect(categoryOfOsmTags(tags as Record<string, string>)).toBeNull();
  });
});
