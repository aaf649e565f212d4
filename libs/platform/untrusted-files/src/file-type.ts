import { type PictureFormat, pictureFormat } from './picture-format';

/** What the first bytes of a file say that it is. */
export type FileType = PictureFormat | 'pdf';

/** The type that the first bytes of a file declare; null for anything that nobody may send. Pure. */
export function fileType(head: Buffer): FileType | null {
  return head.toString('latin1', 0, 5) === '%PDF-' ? 'pdf' : pictureFormat(head);
}
