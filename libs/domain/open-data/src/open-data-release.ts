/** The formats of the dataset, and the file of posts (`posts`, CSV too). */
export const datasetFormats = ['csv', 'geojson', 'jsonld', 'posts'] as const;
export type DatasetFormat = (typeof datasetFormats)[number];

/**
 * The ground of maps, of a territory whose outlines are dear to draw: as a whole, all of its communes, and where each of
 * these lies in that file.
 */
export const groundFormats = ['ground-territory', 'ground-communes', 'ground-index'] as const;
export type GroundFormat = (typeof groundFormats)[number];

/** How a file is stored: as it is, or compressed for those who accept it. */
export const datasetEncodings = ['identity', 'gzip', 'br'] as const;
export type DatasetEncoding = (typeof datasetEncodings)[number];

/** One stored file of a release. */
export interface ReleaseFile {
  readonly format: DatasetFormat | GroundFormat;
  readonly encoding: DatasetEncoding;
  readonly bytes: number;
  /** SHA-256 of the stored bytes, in hexadecimal digits: the same bytes keep their entity tag in the next release. */
  readonly digest: string;
  /** Of the file of posts: how many there were when the writing began. Not there in a release of before this was noted. */
  readonly posts?: number;
}

/** The dataset as it was written at one time: every format in every encoding. */
export interface OpenDataRelease {
  /** Part of the names of its files. */
  readonly id: string;
  /** Version of the directory before it was read. */
  readonly directoryVersion: string;
  /** What else the files depend on (see `contextDigest`). */
  readonly contextDigest: string;
  /** Listings of the directory when the writing began. */
  readonly listings: number;
  /** Which listings were not for the public then; null for a release of before this was noted. */
  readonly hiddenDigest: string | null;
  readonly writtenAt: Date;
  readonly files: readonly ReleaseFile[];
}
