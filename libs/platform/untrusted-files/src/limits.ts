export const MEGABYTE = 1024 * 1024;
/** Largest file of a picture, bytes: what a phone's camera makes of 40 megapixels. */
export const MAX_PICTURE_BYTES = 10 * MEGABYTE;
/** Largest file of a document, bytes. */
export const MAX_DOCUMENT_BYTES = 10 * MEGABYTE;
/** Largest file of a table, bytes. */
export const MAX_TABLE_BYTES = 10 * MEGABYTE;
/** Pages of a document: a register's extract has three, a lease twenty. */
export const MAX_PAGES = 20;
