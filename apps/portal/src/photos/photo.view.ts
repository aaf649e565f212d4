import type { FormSummaryView, FormView } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';

/** A picture in sizes and formats, of which a browser takes one. */
export interface PictureView {
  readonly sources: readonly { readonly type: string; readonly srcset: string }[];
  readonly src: string;
  readonly alt: string;
  /** Pixels of `src`: the room that it takes before it is there. */
  readonly width: number;
  readonly height: number;
}

/** A photo in the list of those who keep the page. */
export interface AlbumPhotoView {
  readonly id: string;
  readonly picture: PictureView;
  /** « Photo 2 sur 5 ». */
  readonly title: string;
  /** The public description of the picture, or a text that says that it has none. */
  readonly description: string;
  readonly isDescribed: boolean;
  readonly edit: LinkView;
  readonly move: string;
  readonly remove: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export interface RemovedPhotoView {
  readonly title: string;
  readonly until: string;
  readonly restore: string;
}

export interface AlbumBody extends FormSummaryView {
  readonly action: string;
  readonly order: string;
  readonly accept: string;
  readonly lead: string;
  /** Something that was just done. */
  readonly notice?: string;
  /** The way back from it. */
  readonly undo?: string;
  /** Why files are not there, beside the field of their form. */
  readonly refused: { readonly photos?: string; readonly logo?: string };
  readonly photos: readonly AlbumPhotoView[];
  readonly isFull: boolean;
  readonly logo?: { readonly picture: PictureView; readonly remove: string };
  readonly removed: readonly RemovedPhotoView[];
  readonly preview: LinkView;
  /** For the island: texts that it fills, limits that it keeps. */
  readonly island: {
    readonly waiting: string;
    readonly sending: string;
    readonly done: string;
    readonly failed: string;
    readonly tooLarge: string;
    readonly mostBytes: number;
    readonly drop: string;
    readonly moved: string;
    readonly album: string;
    /** The page of the one photo that was sent, `{photo}` its id. */
    readonly photo: string;
  };
}

export interface CutChoiceView {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

export interface PhotoBody extends FormSummaryView {
  readonly picture: PictureView;
  readonly notice?: string;
  readonly description: FormView;
  readonly cut: string;
  readonly whole: string;
  readonly choices: readonly CutChoiceView[];
  /** The part that is shown, in thousandths of the sides, for the island. */
  readonly part: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly remove: string;
  readonly back: LinkView;
}
