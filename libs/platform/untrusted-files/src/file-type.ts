import { type PictureFormat, pictureFormat } from './picture-format';

/** What the first bytes of a file say that it is. */
export type FileType = PictureFormat | 'pdf' | TableFormat;

/**
 * A workbook of today is a ZIP archive, as a file of OpenDocument is, one of before 2007 or with a password a compound file;
 * the rest is text, of which what is marked up is no table.
 */
type TableFormat = 'zip' | 'open-document' | 'compound' | 'text' | 'markup';

/** The type that the first bytes of a file declare; null for anything that nobody may send. Pure. */
export function fileType(head: Buffer): FileType | null {
  return head.toString('latin1', 0, 5) === '%PDF-' ? 'pdf' : pictureFormat(head);
}

/** What tills and web sites give out as ".xls": a page with a table, or the XML of Excel 2003. */
const MARKUP = /^\uFEFF?\s*<(?:!doctype|html|head|meta|table|\?xml)[\s>]/i;

const UTF_16 = [0xfffe, 0xfeff];

/** The same of a table: what is neither an archive nor text is null. Pure. */
export function tableType(head: Buffer): FileType | null {
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04')
    // Its first entry is stored as it is, so that it is known by it (OpenDocument 1.3, part 2, 3.3).
    return head.toString('latin1', 30).startsWith('mimetypeapplication/vnd.oasis') ? 'open-document' : 'zip';
  if (head.toString('latin1', 0, 4) === '\xd0\xcf\x11\xe0') return 'compound';
  const known = fileType(head);
  if (known !== null) return known;
  if (MARKUP.test(head.toString('utf8'))) return 'markup';
  const isWide = head.length >= 2 && UTF_16.includes(head.readUInt16BE(0));
  return isWide || !head.includes(0) ? 'text' : null;
}
