import { type PictureFormat, pictureFormat } from './picture-format';

/** What the first bytes of a file say that it is. */
export type FileType = PictureFormat | 'pdf' | TableFormat;

/** A workbook of today is a ZIP archive, one of before 2007 or with a password a compound file; the rest is text. */
type TableFormat = 'zip' | 'compound' | 'text';

/** The type that the first bytes of a file declare; null for anything that nobody may send. Pure. */
export function fileType(head: Buffer): FileType | null {
  return head.toString('latin1', 0, 5) === '%PDF-' ? 'pdf' : pictureFormat(head);
}

const UTF_16 = [0xfffe, 0xfeff];

/** The same of a table: what is neither an archive nor text is null. Pure. */
export function tableType(head: Buffer): FileType | null {
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return 'zip';
  if (head.toString('latin1', 0, 4) === '\xd0\xcf\x11\xe0') return 'compound';
  const known = fileType(head);
  if (known !== null) return known;
  const isWide = head.length >= 2 && UTF_16.includes(head.readUInt16BE(0));
  return isWide || !head.includes(0) ? 'text' : null;
}
