import { portalRoutes } from '@halles/contracts';
import type { Bilingual } from '@halles/kernel';

const below = (fr: string, en: string): Bilingual => ({
  fr: `${portalRoutes['merchant.listing'].fr}/photos${fr}`,
  en: `${portalRoutes['merchant.listing'].en}/photos${en}`,
});

/** Pages of the photos of one business, and what their forms are sent to. */
export const photoRoutes = {
  album: below('', ''),
  order: below('/ordre', '/order'),
  photo: below('/:photo', '/:photo'),
  whole: below('/:photo/entiere', '/:photo/whole'),
  describe: below('/:photo/description', '/:photo/description'),
  cut: below('/:photo/cadre', '/:photo/crop'),
  move: below('/:photo/place', '/:photo/place'),
  remove: below('/:photo/retirer', '/:photo/remove'),
  restore: below('/:photo/remettre', '/:photo/restore'),
} as const satisfies Record<string, Bilingual>;

export type PhotoRoute = keyof typeof photoRoutes;

/** Both patterns of a page, for a controller. */
export const photoPatterns = (page: PhotoRoute): string[] => [photoRoutes[page].fr, photoRoutes[page].en];

/** The path of a page of the photos of a listing, in each language. Pure. */
export function photoPaths(page: PhotoRoute, listingId: number, photo = ''): Bilingual {
  const fill = (pattern: string): string =>
    pattern.replace(':listing', String(listingId)).replace(':photo', photo);
  return { fr: fill(photoRoutes[page].fr), en: fill(photoRoutes[page].en) };
}

/** Files of photos, on the host of their tenant. */
export const MEDIA_ROUTE = '/media/photos/:listing/:file';
