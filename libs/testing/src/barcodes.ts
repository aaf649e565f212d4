/** Bars of the digits of an EAN-13, from the left guard: which of the left six are of the other set says the first digit. */
const LEFT = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
const PARITY = [
  'LLLLLL',
  'LLGLGG',
  'LLGGLG',
  'LLGGGL',
  'LGLLGG',
  'LGGLLG',
  'LGGGLL',
  'LGLGLG',
  'LGLGGL',
  'LGGLGL',
];

const flipped = (bars: string): string => [...bars].map((bar) => (bar === '1' ? '0' : '1')).join('');
const reversed = (bars: string): string => [...bars].toReversed().join('');

/** The 95 modules of an EAN-13, a 1 for each that is black. @param digits thirteen of them */
export function barcodeModules(digits: string): string {
  const [first = 0, ...others] = [...digits].map(Number);
  const left = others.slice(0, 6).map((digit, index) => {
    const bars = LEFT[digit] ?? '';
    return PARITY[first]?.[index] === 'G' ? reversed(flipped(bars)) : bars;
  });
  const right = others.slice(6).map((digit) => flipped(LEFT[digit] ?? ''));
  return `101${left.join('')}01010${right.join('')}101`;
}

/** A grey picture: a byte a pixel, from the top left. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A picture of the bar code of an EAN-13, in the middle of white. */
export function barcodePicture(digits: string): GreyPicture {
  const [width, height, module] = [640, 480, 4];
  const modules = barcodeModules(digits);
  const begin = (width - modules.length * module) / 2;
  const pixels = new Uint8Array(width * height).fill(255);
  for (let row = 120; row < 360; row += 1)
    for (let column = 0; column < modules.length * module; column += 1)
      if (modules[Math.floor(column / module)] === '1') pixels[row * width + begin + column] = 0;
  return { width, height, pixels };
}
