import { runInNewContext } from 'node:vm';
import { barcodePicture, type GreyPicture } from '@halles/testing';
import { readBarcodeLibrary } from './client-bundle';

interface Library {
  prepareZXingModule(options: { readonly overrides: { readonly wasmBinary: ArrayBuffer } }): void;
  readBarcodes(
    picture: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number },
    options: object,
  ): Promise<readonly { readonly isValid: boolean; readonly text: string; readonly format: string }[]>;
}

/** As browsers have a picture: four bytes a pixel. */
function imageData({ width, height, pixels }: GreyPicture) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  pixels.forEach((grey, index) => data.fill(grey, index * 4, index * 4 + 3));
  return { data, width, height, colorSpace: 'srgb' };
}

describe('the library that reads bar codes', () => {
  const { script, program } = readBarcodeLibrary(process.cwd());
  const globals: Record<string, unknown> = {
    URL,
    TextDecoder,
    console,
    setTimeout,
    Uint8Array,
    Uint8ClampedArray,
    ArrayBuffer,
  };
  runInNewContext(
    `${script.toString()}; globalThis.ZXingWASM = ZXingWASM;`,
    Object.assign(globals, { globalThis: globals }),
  );
  const zxing = globals['ZXingWASM'] as Library;
  zxing.prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(program).buffer } });
  const read = async (picture: GreyPicture): Promise<string[]> =>
    (
      await zxing.readBarcodes(imageData(picture), {
        formats: ['EAN13', 'EAN8', 'UPCA'],
        maxNumberOfSymbols: 1,
      })
    )
      .filter(({ isValid }) => isValid)
      .map(({ text }) => text);

  it.each(['3017620422003', '3228857000166', '0036000291452', '9782070612758'])(
    'reads %s in a picture',
    async (digits) => {
      const [text = ''] = await read(barcodePicture(digits));
      expect(text.padStart(13, '0')).toBe(digits);
    },
  );

  it('reads nothing where there is nothing, or what is no such number', async () => {
    const { width, height } = barcodePicture('3017620422003');
    expect(await read({ width, height, pixels: new Uint8Array(width * height).fill(255) })).toEqual([]);
    // Its last digit is wrong.
    expect(await read(barcodePicture('3017620422004'))).toEqual([]);
  });
});
