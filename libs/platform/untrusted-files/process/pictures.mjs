/**
 * A picture never leaves as it came. It is decoded by one of four loaders, turned upright, and encoded again: metadata,
 * what hides behind the last byte and what is no picture stay behind.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Refusal } from './refusal.mjs';

/** 40 megapixels: beyond the cameras of phones, below what 750 kB of PNG can be made to unfold to. */
const MAX_PIXELS = 40_000_000;

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/** Speed before the last per cent of size: a person waits. */
const ENCODERS = {
  avif: (image) => image.avif({ quality: 52, effort: 2, chromaSubsampling: '4:2:0' }),
  webp: (image) => image.webp({ quality: 76, effort: 3, smartSubsample: true }),
  jpeg: (image) => image.jpeg({ quality: 80, mozjpeg: true }),
  png: (image) => image.png({ compressionLevel: 9, palette: true }),
};
const EXTENSIONS = { avif: 'avif', webp: 'webp', jpeg: 'jpg', png: 'png' };

const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 };

/** @returns the format and the size as one sees it, upright */
async function describe(bytes) {
  const { format, compression, autoOrient, width, height } = await sharp(bytes, {
    ...options,
    limitInputPixels: false,
  }).metadata();
  if (width * height > MAX_PIXELS) throw new Refusal('too-many-pixels');
  const isKnown = ['jpeg', 'png', 'webp'].includes(format) || (format === 'heif' && compression === 'av1');
  if (!isKnown) throw new Refusal('unreadable');
  return { width: autoOrient.width, height: autoOrient.height };
}

/** The part of a picture that fractions of its sides say, in whole pixels. */
function regionOf(crop, { width, height }) {
  const left = Math.min(width - 1, Math.round(crop.left * width));
  const top = Math.min(height - 1, Math.round(crop.top * height));
  return {
    left,
    top,
    width: Math.max(1, Math.min(width - left, Math.round(crop.width * width))),
    height: Math.max(1, Math.min(height - top, Math.round(crop.height * height))),
  };
}

/** Decodes once: all that follows works on these pixels. */
async function decode(bytes, { master, opaque }) {
  const upright = sharp(bytes, options)
    .autoOrient()
    .resize({ width: master, height: master, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const image = opaque ? upright.flatten({ background: '#fff' }) : upright;
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

const ofPixels = ({ data, raw }) => sharp(data, { raw });

async function encode(image, format, output, name) {
  const { data, info } = await ENCODERS[format](image).toBuffer({ resolveWithObject: true });
  const file = `${name}.${EXTENSIONS[format]}`;
  await writeFile(join(output, file), data);
  return {
    file,
    format,
    width: info.width,
    height: info.height,
    bytes: data.length,
    sha256: createHash('sha256').update(data).digest('hex'),
  };
}

/** Widths that the picture has, and its own where it is smaller than all that were asked for. */
function widthsOf(asked, width) {
  const fitting = asked.filter((candidate) => candidate <= width);
  return fitting.length === asked.length ? fitting : [...fitting, width];
}

export async function makePictures({ input, output, recipe }) {
  const bytes = await readFile(input);
  const size = await describe(bytes);
  if (Math.min(size.width, size.height) < recipe.least) throw new Refusal('too-small');
  const pixels = await decode(bytes, recipe);
  const master = await encode(ofPixels(pixels), recipe.opaque ? 'jpeg' : 'png', output, 'master');
  const region = recipe.crop
    ? regionOf(recipe.crop, pixels.raw)
    : { left: 0, top: 0, width: pixels.raw.width, height: pixels.raw.height };
  const files = [];
  for (const width of widthsOf(recipe.widths, region.width)) {
    for (const format of recipe.formats) {
      const image = ofPixels(pixels).extract(region).resize({ width });
      files.push(await encode(image, format, output, String(width)));
    }
  }
  return { master, files };
}

export { sharp };
