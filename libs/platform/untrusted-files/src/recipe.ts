/** A part of a picture, in fractions of its sides: `{ left: 0, top: 0, width: 1, height: 1 }` is all of it. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type OutputFormat = 'avif' | 'webp' | 'jpeg' | 'png';

/** What is to be made of a picture. */
export interface Recipe {
  /** Widths of the results, pixels; a picture is never enlarged. */
  readonly widths: readonly number[];
  readonly formats: readonly OutputFormat[];
  readonly crop: Crop | null;
  /** Longest side of the picture that others are made of later, pixels. */
  readonly master: number;
  /** Whether what can be seen through becomes white. */
  readonly opaque: boolean;
  /** Shortest side that is taken, pixels. */
  readonly least: number;
}

/** A result, still in the folder of work. */
export interface MadeFile {
  readonly file: string;
  readonly format: OutputFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** All results of one picture. */
export interface MadePictures {
  /** The whole picture, upright and encoded again: what was sent is kept nowhere. */
  readonly master: MadeFile;
  readonly files: readonly MadeFile[];
}

/** Photographs of a place. */
export const photoRecipe = (crop: Crop | null = null): Recipe => ({
  widths: [320, 640, 1_280],
  formats: ['avif', 'webp', 'jpeg'],
  crop,
  master: 2_048,
  opaque: true,
  least: 300,
});

/** A paper that somebody photographed: one picture, in which a page can be read. */
export const documentRecipe: Recipe = {
  widths: [],
  formats: [],
  crop: null,
  master: 2_600,
  opaque: true,
  least: 200,
};

/** The sign of a business: small, and it may be seen through. */
export const logoRecipe = (crop: Crop | null = null): Recipe => ({
  widths: [96, 192, 384],
  formats: ['webp', 'png'],
  crop,
  master: 768,
  opaque: false,
  least: 64,
});
