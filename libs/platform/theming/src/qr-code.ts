import { encode } from 'uqr';

/** A QR code as a page draws it. */
export interface QrPath {
  /** Modules on a side, the quiet zone included. */
  readonly size: number;
  /** One SVG path: a square of one unit for each dark module. */
  readonly path: string;
}

/** A QR code as one SVG path, which needs no request of its own. Pure. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size, path };
}
