/** A drawing of a theme, fitted into a square. */
export interface SquareDrawing {
  /** SVG that comes with the installation: nobody sends it. */
  readonly svg: Buffer;
  /** Pixels. */
  readonly side: number;
  /** Dots per inch that the drawing is read at. */
  readonly density: number;
}

/** Loaded for the first drawing: most commands and most answers draw nothing. */
const loadSharp = async () => (await import('sharp')).default;

/** Draws an SVG of ours as a square PNG that may be seen through. */
export async function drawSquare({ svg, side, density }: SquareDrawing): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(svg, { density }).resize(side, side, { fit: 'contain', background: '#0000' }).png().toBuffer();
}

/** Draws a square of one colour with a drawing in its middle. */
export async function drawOnColor(
  color: string,
  side: number,
  drawing: SquareDrawing | null,
): Promise<Buffer> {
  const sharp = await loadSharp();
  const ground = sharp({ create: { width: side, height: side, channels: 4, background: color } });
  return (drawing ? ground.composite([{ input: await drawSquare(drawing) }]) : ground).png().toBuffer();
}

/** Draws an SVG of ours with another one on it. In all its colours: to choose a few costs six times what it saves in writing. */
export async function drawWithInset(
  svg: string,
  inset: (SquareDrawing & { readonly left: number; readonly top: number }) | null,
): Promise<Buffer> {
  const sharp = await loadSharp();
  const drawing = sharp(Buffer.from(svg));
  if (inset) {
    const { left, top } = inset;
    drawing.composite([{ input: await drawSquare(inset), left, top }]);
  }
  return drawing.png().toBuffer();
}
