export const MEGABYTE = 1024 * 1024;
/** Largest file of a picture, bytes: what a phone's camera makes of 40 megapixels. */
export const MOST_PICTURE_BYTES = 10 * MEGABYTE;
/** Largest file of a document, bytes. */
export const MOST_DOCUMENT_BYTES = 10 * MEGABYTE;
/** Largest file of a table, bytes. */
export const MOST_TABLE_BYTES = 10 * MEGABYTE;
/** Pages of a document: a register's extract has three, a lease twenty. */
export const MOST_PAGES = 20;
