/** What is used of `subset-font`, which has no types of its own. */
declare module 'subset-font' {
  interface SubsetOptions {
    readonly targetFormat: 'sfnt' | 'woff' | 'woff2';
    /** An axis at one value: the face is static there. */
    readonly variationAxes?: Readonly<Record<string, number>>;
  }
  /** A font with the glyphs of these characters alone. */
  function subsetFont(font: Buffer, characters: string, options: SubsetOptions): Promise<Buffer>;
  export = subsetFont;
}
