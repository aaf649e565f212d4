/** What the first bytes of a file say that it is; `heic` is a photograph of a phone that cannot be decoded here. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic';

/** Bytes of a file that `pictureFormat` needs. */
export const SNIFFED_BYTES = 64;

const AVIF = ['avif', 'avis'];
/** Brands of ISO 23008-12 and of Apple's files. */
const HEIC = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

/** The brands of an ISO base media file (ISO 14496-12, `ftyp`), or null for any other file. */
function brandsOf(head: Buffer): string[] | null {
  if (head.length < 12 || head.toString('latin1', 4, 8) !== 'ftyp') return null;
  const end = Math.min(head.length, head.readUInt32BE(0));
  const brands = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
  return brands;
}

/**
 * The format that the first bytes of a file declare; null for anything that is no photograph. Names and types that
 * browsers send say nothing. Pure.
 */
export function pictureFormat(head: Buffer): PictureFormat | null {
  if (head.length >= 3 && head.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg';
  if (head.length >= 8 && head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  const brands = brandsOf(head);
  if (brands?.some((brand) => AVIF.includes(brand))) return 'avif';
  if (brands?.some((brand) => HEIC.includes(brand))) return 'heic';
  return null;
}
