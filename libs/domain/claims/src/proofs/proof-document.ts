import type { DocumentType } from '@halles/contracts';
import type { FileKey } from '@halles/platform/storage';

/** Largest document, bytes. */
export const MOST_DOCUMENT_BYTES = 10 * 1024 * 1024;

interface Signature {
  readonly type: DocumentType;
  readonly begins: Buffer;
  /** What the last bytes hold: a file that was cut on the way shows nothing. */
  readonly ends: readonly Buffer[];
}

const SIGNATURES: readonly Signature[] = [
  {
    type: 'application/pdf',
    begins: Buffer.from('%PDF-'),
    ends: [Buffer.from('startxref'), Buffer.from('%%EOF')],
  },
  { type: 'image/jpeg', begins: Buffer.from([0xff, 0xd8, 0xff]), ends: [Buffer.from([0xff, 0xd9])] },
  {
    type: 'image/png',
    begins: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ends: [Buffer.from('IEND')],
  },
];

/** Programs end files with blanks and trailers of their own, within so many bytes. */
const TAIL_BYTES = 1024;

/**
 * What a document is, by its own bytes: its name and the sender's word count for nothing. Null for what is no whole PDF,
 * JPEG or PNG of an accepted size. Pure.
 */
export function documentType(bytes: Buffer): DocumentType | null {
  if (bytes.length > MOST_DOCUMENT_BYTES) return null;
  const found = SIGNATURES.find(
    ({ begins, ends }) =>
      bytes.subarray(0, begins.length).equals(begins) &&
      ends.every((end) => bytes.subarray(-TAIL_BYTES).includes(end)),
  );
  return found?.type ?? null;
}

const EXTENSIONS: Readonly<Record<DocumentType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** The folder of private files that documents lie in. */
export const DOCUMENT_FOLDER = 'claims';

/** Where the document of a proof lies. Pure. */
export const documentKey = (proofId: string, type: DocumentType): FileKey => [
  DOCUMENT_FOLDER,
  `${proofId}.${EXTENSIONS[type]}`,
];

/** Every place where it may lie. Pure. */
export const documentKeys = (proofId: string): FileKey[] =>
  SIGNATURES.map(({ type }) => documentKey(proofId, type));

/** The proof that a file's name belongs to; null where it is not one of ours. Pure. */
export const proofOfKey = (key: FileKey): string | null =>
  /^([0-9a-f-]{36})\.[a-z]+$/.exec(key.at(-1) ?? '')?.[1] ?? null;
