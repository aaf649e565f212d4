import { assertNever } from '@halles/kernel';
import type { DecodingRefusal } from './decoding-process';
import {
  DocumentLocked,
  DocumentTooComplicated,
  DocumentTooLong,
  DocumentUnreadable,
} from './document.errors';
import { PictureTooManyPixels, PictureTooSmall, PictureUnreadable } from './picture.errors';
import type { Recipe } from './recipe';
import {
  TableCellTooLong,
  TableEmpty,
  TableQuoteUnclosed,
  TableTooCostly,
  TableTooLong,
  TableTooWide,
  TableUnreadable,
} from './table.errors';

/** What is said of a picture that is not taken. Pure. */
export function pictureError(
  reason: Exclude<DecodingRefusal, 'failed'>,
  { least }: Recipe,
  options: ErrorOptions,
): Error {
  switch (reason) {
    case 'too-many-pixels':
      return new PictureTooManyPixels({}, [], options);
    case 'too-small':
      return new PictureTooSmall({ least }, [], options);
    case 'unreadable':
    case 'too-costly':
    case 'locked':
    case 'too-many-pages':
    case 'empty':
    case 'too-many-rows':
    case 'too-many-columns':
    case 'cell-too-long':
    case 'quote-unclosed':
      return new PictureUnreadable({}, [], options);
    default:
      return assertNever(reason);
  }
}

/** The same of a document. Pure. */
export function documentError(reason: Exclude<DecodingRefusal, 'failed'>, options: ErrorOptions): Error {
  switch (reason) {
    case 'locked':
      return new DocumentLocked({}, [], options);
    case 'too-costly':
      return new DocumentTooComplicated({}, [], options);
    case 'too-many-pages':
      return new DocumentTooLong({}, [], options);
    case 'unreadable':
    case 'too-many-pixels':
    case 'too-small':
    case 'empty':
    case 'too-many-rows':
    case 'too-many-columns':
    case 'cell-too-long':
    case 'quote-unclosed':
      return new DocumentUnreadable({}, [], options);
    default:
      return assertNever(reason);
  }
}

/** The same of a table. Pure. */
export function tableError(
  reason: Exclude<DecodingRefusal, 'failed'>,
  most: number,
  options: ErrorOptions,
): Error {
  switch (reason) {
    case 'too-costly':
      return new TableTooCostly({}, [], options);
    case 'empty':
      return new TableEmpty({}, [], options);
    case 'too-many-rows':
      return new TableTooLong({ most }, [], options);
    case 'too-many-columns':
      return new TableTooWide({}, [], options);
    case 'cell-too-long':
      return new TableCellTooLong({}, [], options);
    case 'quote-unclosed':
      return new TableQuoteUnclosed({}, [], options);
    case 'unreadable':
    case 'locked':
    case 'too-many-pages':
    case 'too-many-pixels':
    case 'too-small':
      return new TableUnreadable({}, [], options);
    default:
      return assertNever(reason);
  }
}
