import type { Tenant } from '@halles/platform/tenancy';
import { drawWithInset, type Theme } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import type { Font } from 'fontkit';
import { LRUCache } from 'lru-cache';
import { HEIGHT, type ShareLook, type ShareWords, drawShare } from './share-drawing';

/** Size of the cache of pictures, bytes: a shared link is requested many times within an hour. */
const CACHE_BYTES = 16 * 1024 * 1024;
const LOGO = 72;
const MARGIN = 80;

/** A face of a theme at the weight of its titles or of its text. Unpacked first: weights are not drawn from packed fonts. */
async function faceOf(theme: Theme, face: 'display' | 'text', weight: number): Promise<Font> {
  const file = theme.tokens[face].files[0]?.file ?? '';
  const asset = theme.assetNamed(file);
  if (!asset) throw new Error(`the theme has no font "${file}"`);
  // Loaded for the first picture: a portal serves pages long before.
  const [{ create }, { decompress }] = await Promise.all([import('fontkit'), import('woff2-encoder')]);
  const font = create(Buffer.from(await decompress(asset.body)));
  if (!('layout' in font)) throw new Error(`"${file}" is a collection of fonts`);
  return 'wght' in font.variationAxes ? font.getVariation({ wght: weight }) : font;
}

/** Draws what others show of the page of a business, in the face and colours of its territory. */
@Injectable()
export class SharePictures {
  private readonly looks = new WeakMap<Theme, Promise<ShareLook>>();
  private readonly cache = new LRUCache<string, Buffer>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (picture) => picture.length,
  });
  /** One after another: drawing is work for the processor, and no reader waits for it. */
  private queue: Promise<unknown> = Promise.resolve();

  /** A PNG of 1,200 by 630 pixels. */
  async draw(tenant: Tenant, theme: Theme, words: ShareWords): Promise<Buffer> {
    const key = JSON.stringify([tenant.id, theme.version, words]);
    const known = this.cache.get(key);
    if (known) return known;
    const drawn = this.queue.then(() => this.cache.get(key) ?? this.make(theme, words));
    this.queue = drawn.catch(() => undefined);
    const picture = await drawn;
    this.cache.set(key, picture);
    return picture;
  }

  private async make(theme: Theme, words: ShareWords): Promise<Buffer> {
    const logo = theme.assetNamed('logo.svg');
    return drawWithInset(
      drawShare(words, await this.lookOf(theme)),
      logo ? { svg: logo.body, side: LOGO, density: 300, left: MARGIN, top: HEIGHT - 101 } : null,
    );
  }

  private lookOf(theme: Theme): Promise<ShareLook> {
    const known = this.looks.get(theme);
    if (known) return known;
    const { light, displayWeight } = theme.tokens;
    const look = Promise.all([faceOf(theme, 'display', displayWeight), faceOf(theme, 'text', 400)]).then(
      ([display, text]): ShareLook => ({ display, text, colors: light }),
    );
    this.looks.set(theme, look);
    return look;
  }
}
