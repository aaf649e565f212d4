import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A file that somebody sends. */
export interface HostileFile {
  readonly what: string;
  /** Its name and type as a browser would tell them: lies, mostly. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** Whether a picture can be made of it once all that is not picture is gone. */
  readonly isPicture: boolean;
}

const JPEG = 'image/jpeg';
const PNG = 'image/png';
/** A word that must be found in nothing that we keep. */
export const SMUGGLED = 'SMUGGLED-7f3a';
const SCRIPT = `<script>alert("${SMUGGLED}")</script>`;

/** A photograph with something to see on it, so that encoders have work. */
export function aPicture(width = 900, height = 600) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#7a9"/><circle cx="40%" cy="45%" r="${height / 4}" fill="#c42"/>
    <rect x="60%" y="10%" width="25%" height="80%" fill="#248"/></svg>`;
  return sharp(Buffer.from(svg));
}

/** Coordinates of a home in the notes of a camera. */
const GPS = {
  IFD0: { Make: SMUGGLED, Model: 'Phone', Orientation: '6' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '44/1 50/1 0/1',
    GPSLongitudeRef: 'W',
    GPSLongitude: '0/1 34/1 0/1',
  },
};

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

const PNG_HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A PNG of one bit a pixel: its few bytes unfold to `side` × `side` pixels. */
function flatPng(side: number, rows = side): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * rows), { level: 9 });
  return Buffer.concat([
    PNG_HEAD,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The picture with another size written in its frame (SOF, ITU-T T.81 B.2.2). */
function jpegOfSize(jpeg: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  const frame = bytes.findIndex(
    (byte, at) => byte === 0xff && [0xc0, 0xc2].includes(bytes[at + 1] ?? 0) && at > 2,
  );
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

/** A picture with a segment of an application more, after its first marker. */
function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

const text = (content: string): Buffer => Buffer.from(content);
const spoilt = (bytes: Buffer, from: number, to: number): Buffer => {
  const copy = Buffer.from(bytes);
  for (let at = from; at < Math.min(to, copy.length); at += 3) copy[at] = (copy[at] ?? 0) ^ 0x5a;
  return copy;
};
const box = (brand: string, others: readonly string[] = []): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(16 + 4 * others.length);
  return Buffer.concat([size, text(`ftyp${brand}\0\0\0\0${others.join('')}`), Buffer.alloc(200)]);
};

const file = (what: string, name: string, type: string, bytes: Buffer, isPicture = false): HostileFile => ({
  what,
  name,
  type,
  bytes,
  isPicture,
});

interface Raw {
  readonly jpeg: Buffer;
  readonly png: Buffer;
  readonly webp: Buffer;
}

function notPictures({ png }: Raw): HostileFile[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600" onload="alert(1)">${SCRIPT}</svg>`;
  return [
    file('nothing at all', 'empty.jpg', JPEG, Buffer.alloc(0)),
    file('one byte', 'one.jpg', JPEG, Buffer.from([0xff])),
    file('a drawing with a script', 'logo.svg', 'image/svg+xml', text(svg)),
    file('a drawing called a photograph', 'logo.jpg', JPEG, text(svg)),
    file('a drawing behind an XML head', 'logo.png', PNG, text(`<?xml version="1.0"?>${svg}`)),
    file('a page called a photograph', 'page.jpg', JPEG, text(`<!doctype html><body>${SCRIPT}`)),
    file('a program of the server', 'shell.php.jpg', JPEG, text(`<?php echo "${SMUGGLED}";`)),
    file('an archive', 'photos.zip', 'application/zip', text(`PK\x03\x04${SMUGGLED}`)),
    file('a document', 'kbis.pdf', 'application/pdf', text(`%PDF-1.7\n${SMUGGLED}\n%%EOF`)),
    file('a document called a photograph', 'kbis.jpg', JPEG, text(`%PDF-1.7\n${SMUGGLED}\n%%EOF`)),
    file('a program', 'setup.png', PNG, text(`MZ\x90\0${SMUGGLED}`)),
    file('an animation', 'fun.gif', 'image/gif', text(`GIF89a\x84\x03\x58\x02\xf0\0\0${'\0'.repeat(64)}`)),
    file(
      'an animation of 65,535 points a side',
      'bomb.gif',
      'image/gif',
      text(`GIF89a\xff\xff\xff\xff\xf0\0\0`),
    ),
    file('a TIFF', 'scan.tif', 'image/tiff', text(`II*\0\x08\0\0\0${'\0'.repeat(64)}`)),
    file('a bitmap', 'scan.bmp', 'image/bmp', text(`BM${'\0'.repeat(128)}`)),
    file('an icon', 'favicon.ico', 'image/x-icon', Buffer.from([0, 0, 1, 0, 1, 0, 255, 255, 0, 0])),
    file('a photograph of a phone in HEIC', 'IMG_1.HEIC', 'image/heic', box('heic', ['mif1', 'heic'])),
    file('HEIC called JPEG', 'IMG_2.jpg', JPEG, box('mif1', ['heic'])),
    file('a film', 'clip.mp4', 'video/mp4', box('isom', ['mp41'])),
    file('random bytes', 'noise.jpg', JPEG, spoilt(Buffer.alloc(4_096, 7), 0, 4_096)),
    file('the head of a PNG and nothing after it', 'head.png', PNG, png.subarray(0, 8)),
  ];
}

function broken({ jpeg, png, webp }: Raw): HostileFile[] {
  return [
    file(
      'the head of a JPEG and a page after it',
      'x.jpg',
      JPEG,
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), text(SCRIPT)]),
    ),
    file('half a JPEG', 'half.jpg', JPEG, jpeg.subarray(0, jpeg.length >> 1)),
    file('half a PNG', 'half.png', PNG, png.subarray(0, png.length >> 1)),
    file('half a WebP', 'half.webp', 'image/webp', webp.subarray(0, webp.length >> 1)),
    file('a PNG with its pixels spoilt', 'spoilt.png', PNG, spoilt(png, 60, png.length - 20)),
    file('an AVIF with nothing in it', 'void.avif', 'image/avif', box('avif', ['mif1', 'miaf'])),
    file('a PNG of 16,000 points a side', 'bomb.png', PNG, flatPng(16_000)),
    file('a PNG of 60,000 points a side that ends early', 'bomb2.png', PNG, flatPng(60_000, 16)),
    file('a JPEG that says 65,000 points a side', 'bomb.jpg', JPEG, jpegOfSize(jpeg, 65_000, 65_000)),
    file('a JPEG without size', 'zero.jpg', JPEG, jpegOfSize(jpeg, 0, 0)),
    file('a WebP with a length of four gigabytes', 'long.webp', 'image/webp', spoilt(webp, 4, 8)),
  ];
}

/** Pictures that are something else besides. */
function doubled({ jpeg, png }: Raw): HostileFile[] {
  return [
    file(
      'a JPEG that readers of documents open too',
      'kbis.pdf.jpg',
      JPEG,
      Buffer.concat([
        withSegment(jpeg, 0xfe, text('%PDF-1.7\n1 0 obj<<>>endobj\n')),
        text(`${SCRIPT}\n%%EOF\n`),
      ]),
      true,
    ),
    file(
      'a PNG with a text that unfolds to fifty megabytes',
      'unfolds.png',
      PNG,
      Buffer.concat([
        png.subarray(0, 33),
        chunk('zTXt', Buffer.concat([text('Comment\0\0'), deflateSync(Buffer.alloc(50_000_000))])),
        png.subarray(33),
      ]),
      true,
    ),
    file(
      'a PNG that moves',
      'moves.png',
      PNG,
      Buffer.concat([
        png.subarray(0, 33),
        chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
        png.subarray(33),
      ]),
      true,
    ),
  ];
}

async function disguised({ jpeg, png, webp }: Raw): Promise<HostileFile[]> {
  const located = await aPicture().withExif(GPS).jpeg().toBuffer();
  const page = text(`\n<html>${SCRIPT}</html>`);
  const notes = text(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SMUGGLED}</x:xmpmeta>`);
  const frames = await sharp(
    await Promise.all([aPicture(400, 400).png().toBuffer(), aPicture(400, 400).negate().png().toBuffer()]),
    { join: { animated: true } },
  )
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
  return [
    file('a JPEG with a place and a maker in its notes', 'home.jpg', JPEG, located, true),
    file('a PNG with notes', 'notes.png', PNG, await aPicture().withExif(GPS).png().toBuffer(), true),
    file(
      'a WebP with notes',
      'notes.webp',
      'image/webp',
      await aPicture().withExif(GPS).webp().toBuffer(),
      true,
    ),
    file('a JPEG with a page behind it', 'tail.jpg', JPEG, Buffer.concat([jpeg, page]), true),
    file(
      'a PNG with an archive behind it',
      'tail.png',
      PNG,
      Buffer.concat([png, text(`PK\x03\x04${SMUGGLED}`)]),
      true,
    ),
    file(
      'a JPEG with a script in its comment',
      'comment.jpg',
      JPEG,
      withSegment(jpeg, 0xfe, text(SCRIPT)),
      true,
    ),
    file('a JPEG with XMP', 'xmp.jpg', JPEG, withSegment(jpeg, 0xe1, notes), true),
    file(
      'a PNG with a text',
      'text.png',
      PNG,
      Buffer.concat([png.subarray(0, 33), chunk('tEXt', text(`Comment\0${SCRIPT}`)), png.subarray(33)]),
      true,
    ),
    file(
      'a JPEG in the colours of printers',
      'cmyk.jpg',
      JPEG,
      await aPicture().toColourspace('cmyk').jpeg().toBuffer(),
      true,
    ),
    file('an animated WebP', 'fun.webp', 'image/webp', frames, true),
    file('a PNG called a page', 'photo.html', 'text/html', png, true),
    file('a WebP called a JPEG', 'photo.jpg', JPEG, webp, true),
    file('a name that climbs out of its folder', '../../../../etc/passwd', JPEG, jpeg, true),
    file('a name with a NUL byte and a line break', 'a\0b\r\nSet-Cookie: x=1.jpg', JPEG, jpeg, true),
  ];
}

let pictures: Promise<readonly HostileFile[]> | undefined;

/** More than forty files that one hopes never to be sent, made here: nothing of them lies in the repository. */
export const hostilePictures = (): Promise<readonly HostileFile[]> => (pictures ??= makePictures());

async function makePictures(): Promise<HostileFile[]> {
  const raw: Raw = {
    jpeg: await aPicture().jpeg().toBuffer(),
    png: await aPicture().png().toBuffer(),
    webp: await aPicture().webp().toBuffer(),
  };
  return [...notPictures(raw), ...broken(raw), ...doubled(raw), ...(await disguised(raw))];
}
