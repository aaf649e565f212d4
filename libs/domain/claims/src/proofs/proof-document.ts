import { type DocumentType, documentTypes } from '@halles/contracts';
import type { FileKey } from '@halles/platform/storage';

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
  documentTypes.map((type) => documentKey(proofId, type));

/** The proof that a file's name belongs to; null where it is not one of ours. Pure. */
export const proofOfKey = (key: FileKey): string | null =>
  /^([0-9a-f-]{36})\.[a-z]+$/.exec(key.at(-1) ?? '')?.[1] ?? null;
