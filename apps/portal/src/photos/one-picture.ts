import { LONGEST_ALT, type ShownPhoto } from '@halles/domain/photos';
import type { PageScope } from '../rendering/page-scope';
import type { PictureView } from './photo.view';
import { ACCEPT } from './photos.presenter';
import { altOf, presentPicture } from './picture.presenter';

/** The picture that there is, and the form of another, in `partials/photos/one-picture`. */
export interface OnePictureView {
  /** Where a picture is sent to, by a form of several parts. */
  readonly action: string;
  /** Media types that a picker offers. */
  readonly accept: string;
  readonly longest: number;
  readonly picture?: PictureView;
  /** Why the picture that was sent is not there. */
  readonly error?: string;
}

/** Pure. @param error why the picture that was sent is not there */
export const presentOnePicture = (
  { locale }: PageScope,
  {
    action,
    photo,
    error,
  }: {
    readonly action: string;
    readonly photo: ShownPhoto | null;
    readonly error?: string | undefined;
  },
): OnePictureView => ({
  action,
  accept: ACCEPT,
  longest: LONGEST_ALT,
  ...(photo === null ? {} : { picture: presentPicture(photo, altOf(photo, locale) ?? '', 320) }),
  ...(error === undefined ? {} : { error }),
});
