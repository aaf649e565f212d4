import type { Bilingual } from '@halles/kernel';

/** `PK\3\4`. */
export const ZIP_LOCAL_HEADER = [0x50, 0x4b, 0x03, 0x04];

const HEADER_LENGTH = 30;
const DEFLATE = 8;

/** Where the compressed data of the first entry begins, or what the archive seems to be. */
export type ZipEntry = { readonly dataStart: number } | { readonly refused: Bilingual };

const OFFICE: Bilingual = {
  fr: 'un classeur ou un document (xlsx, ods, docx)',
  en: 'a workbook or a document (xlsx, ods, docx)',
};

/**
 * The first entry of a zip archive, read from its local header (APPNOTE 4.3.7): what INSEE publishes is one deflated file an
 * archive. A deflate stream tells its own end, so that neither the sizes (zip64, absent when streamed) nor the central
 * directory at the other end of the file are needed: gigabytes pass without a seek, through Node's own inflate.
 */
export function readZipEntry(head: Buffer): ZipEntry {
  if (head.length < HEADER_LENGTH)
    return { refused: { fr: 'une archive zip incomplète', en: 'an incomplete zip archive' } };
  const encrypted = (head.readUInt16LE(6) & 1) === 1;
  const method = head.readUInt16LE(8);
  const nameLength = head.readUInt16LE(26);
  const name = head.toString('utf8', HEADER_LENGTH, HEADER_LENGTH + nameLength);
  if (/^(?:\[Content_Types\]|_rels\/|docProps\/|xl\/|word\/|mimetype)/.test(name)) return { refused: OFFICE };
  if (encrypted) return { refused: { fr: 'une archive zip chiffrée', en: 'an encrypted zip archive' } };
  if (method !== DEFLATE || name.endsWith('/')) {
    return {
      refused: {
        fr: 'une archive zip dont le premier élément n’est pas un fichier compressé ; l’archive ne doit contenir que le fichier',
        en: 'a zip archive whose first item is not a compressed file; the archive must hold the file alone',
      },
    };
  }
  return { dataStart: HEADER_LENGTH + nameLength + head.readUInt16LE(28) };
}
