import { listingParams, pathTo } from '@halles/contracts';
import { groupsOf, sectionsOf } from '@halles/domain/catalogue';
import { altOf, presentTile } from '../photos';
import type { PageScope } from '../rendering/page-scope';
import { productPaths } from '../wording/product-paths';
import { soldPrice } from '../wording/sold-price';
import type { ListingBody } from './listing.view';
import type { Shown } from './shown-listing';

/** The first things that a business sells, by its sections; nothing of one that takes no orders. Pure. */
export function presentProducts(
  { listing, products, productPhotos }: Shown,
  scope: PageScope,
): Pick<ListingBody, 'products'> {
  if (products.length === 0) return {};
  const { locale, texts } = scope;
  const sections = sectionsOf(products);
  return {
    products: {
      sections: sections.map(({ name, products: members }) => {
        const heading = name ?? (sections.length > 1 ? texts.line('orders.form.others') : null);
        return {
          ...(heading === null ? {} : { name: heading }),
          products: groupsOf(members).flatMap(([product, ...others]) => {
            if (!product) return [];
            const photo = [product, ...others].map(({ id }) => productPhotos.get(id)).find((one) => one);
            return [
              {
                href: productPaths(listing, product)[locale],
                label: product.name,
                price: soldPrice([product, ...others], scope),
                ...(photo ? { picture: presentTile(photo, altOf(photo, locale) ?? '') } : {}),
              },
            ];
          }),
        };
      }),
      all: {
        href: pathTo('order.form', locale, listingParams(listing)),
        label: texts.line('listing.products.all'),
      },
    },
  };
}
