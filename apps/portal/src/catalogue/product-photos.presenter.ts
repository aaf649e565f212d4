import { pathTo } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { LONGEST_ALT, MAX_PRODUCT_PHOTOS, type ShownPhoto } from '@halles/domain/photos';
import type { FormSummaryView } from '@halles/platform/forms';
import { altOf, pictureError, presentOnePicture, presentPicture, withPictures } from '../photos';
import type { PageScope } from '../rendering/page-scope';
import type { ProductPhotosView, ProductPhotoView } from './products.view';
import type { ProductsState } from './products-state';

/** Id of the heading above the photos, for what is wrong where there is no field. */
const HEADING = 'product-photos';

const fieldOf = (photoId: string): string => `alt-${photoId}`;

/** A description that was refused; null where none was. Pure. */
const errorOf = ({ longAlt }: Pick<ProductsState, 'longAlt'>, { texts }: PageScope) =>
  longAlt ? { field: fieldOf(longAlt.id), message: texts.line('photos.product.long') } : null;

/** The photos of a product for who keeps the shop, and the form of another where there is room. Pure. */
export function productPhotosView(
  { listingId: listing, id: product }: Product,
  photos: readonly ShownPhoto[],
  state: Pick<ProductsState, 'photoProblem' | 'longAlt'>,
  scope: PageScope,
): ProductPhotosView {
  const { texts, locale } = scope;
  const isFull = photos.length >= MAX_PRODUCT_PHOTOS;
  const one = (photo: ShownPhoto, at: number): ProductPhotoView => {
    const { longAlt } = state;
    const isRefused = longAlt?.id === photo.id;
    const own = locale === 'fr' ? photo.altFr : photo.altEn;
    const error = isRefused ? errorOf(state, scope) : null;
    return {
      action: pathTo('merchant.productPhotoChange', locale, { listing, product, photo: photo.id }),
      field: fieldOf(photo.id),
      title: texts.line('photos.place', { place: at + 1, count: photos.length }),
      picture: presentPicture(photo, altOf(photo, locale) ?? texts.line('photos.undescribed'), 320),
      alt: isRefused ? longAlt.text : (own ?? ''),
      ...(error === null ? {} : { error: error.message }),
      canBeFirst: at > 1,
      isFirst: at === 0,
      isLast: at === photos.length - 1,
    };
  };
  return {
    heading: HEADING,
    all: photos.map(one),
    longest: LONGEST_ALT,
    ...(isFull
      ? { full: texts.line('photos.product.full', { most: MAX_PRODUCT_PHOTOS }) }
      : {
          add: presentOnePicture(scope, {
            action: pathTo('merchant.productPhoto', locale, { listing, product }),
            photo: null,
            error: pictureError(scope, state.photoProblem),
          }),
        }),
  };
}

/** What the page says first, with what is wrong with its photos. Pure. */
export function withProductPhotos(
  summary: FormSummaryView,
  photos: ProductPhotosView,
  state: Pick<ProductsState, 'photoProblem' | 'longAlt'>,
  scope: PageScope,
): FormSummaryView {
  const message = pictureError(scope, state.photoProblem);
  const described = errorOf(state, scope);
  return withPictures(scope, summary, [
    ...(message === undefined ? [] : [{ field: photos.add ? 'photo-file' : HEADING, message }]),
    ...(described === null ? [] : [described]),
  ]);
}
