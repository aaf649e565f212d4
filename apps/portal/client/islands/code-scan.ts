/** How often a picture of the camera is looked at, ms. */
const PAUSE = 150;

/** What codes are read: how the browser and the library call them, and what they say. */
interface Kind {
  readonly own: readonly [string, ...string[]];
  readonly library: readonly string[];
  readonly digits: RegExp;
}

const KINDS: Readonly<Record<string, Kind>> = {
  ean: {
    own: ['ean_13', 'ean_8', 'upc_a'],
    library: ['EAN13', 'EAN8', 'UPCA'],
    digits: /^(?:\d{8}|\d{12,13})$/,
  },
  order: { own: ['qr_code'], library: ['QRCode'], digits: /^\d{6}$/ },
};

/** Finds what a code in a picture says; null where there is none. */
type Reader = (video: HTMLVideoElement) => Promise<string | null>;

/** Of the Barcode Detection API, which few browsers have: what is asked of it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Of the library that reads bar codes elsewhere (zxing-wasm): what is asked of it. */
interface Library {
  prepareZXingModule(options: { readonly overrides: { readonly wasmBinary: ArrayBuffer } }): void;
  readBarcodes(
    picture: ImageData,
    options: { readonly formats: readonly string[]; readonly maxNumberOfSymbols: number },
  ): Promise<readonly { readonly isValid: boolean; readonly text: string }[]>;
}

declare global {
  interface Window {
    readonly BarcodeDetector?: DetectorClass;
    readonly ZXingWASM?: Library;
  }
}

/** The browser's own reader; null where it has none that knows these codes. */
async function ownReader({ own }: Kind): Promise<Reader | null> {
  const { BarcodeDetector } = window;
  if (!BarcodeDetector) return null;
  const known = await BarcodeDetector.getSupportedFormats();
  if (!known.includes(own[0])) return null;
  const detector = new BarcodeDetector({ formats: own.filter((format) => known.includes(format)) });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function loaded(src: string): Promise<void> {
  const script = document.createElement('script');
  script.src = src;
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    document.head.append(script);
  });
}

/** Ours, fetched from our own host. @throws where it cannot be fetched or run */
async function libraryReader({ library: formats }: Kind, library: string, program: string): Promise<Reader> {
  if (!window.ZXingWASM) await loaded(library);
  const zxing = window.ZXingWASM;
  if (!zxing) throw new Error('the library of bar codes did not start');
  zxing.prepareZXingModule({ overrides: { wasmBinary: await (await fetch(program)).arrayBuffer() } });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return null;
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    context.drawImage(video, 0, 0);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = await zxing.readBarcodes(picture, { formats, maxNumberOfSymbols: 1 });
    return found.find(({ isValid }) => isValid)?.text ?? null;
  };
}

/**
 * `<code-scan data-reads data-library data-program data-open data-close data-looking data-denied data-failed>` around a form with
 * one field that is seen: a button that reads a code with the camera, the bar code of a product (`data-reads="ean"`) or the QR code
 * of an order (`order`), fills the field in and sends the form; a hidden field `reading` tells that it was scanned. Without scripts, a camera or a reader
 * the digits are typed. The camera is on while it is open, and nothing of what it sees leaves the device.
 */
export class CodeScan extends HTMLElement {
  private readonly button = document.createElement('button');
  private readonly words = document.createElement('p');
  private readonly video = document.createElement('video');
  private stream: MediaStream | null = null;

  private get kind(): Kind | undefined {
    return KINDS[this.dataset['reads'] ?? ''];
  }

  connectedCallback(): void {
    // Only where a page is secure is there a camera at all.
    if (!('mediaDevices' in navigator) || !this.kind) return;
    this.button.type = 'button';
    this.button.className = 'button';
    this.button.addEventListener('click', () => void (this.stream ? this.close() : this.open()));
    this.words.setAttribute('role', 'status');
    this.video.className = 'code-scan__video';
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.hidden = true;
    this.show();
    this.prepend(this.button, this.words, this.video);
    document.addEventListener('visibilitychange', this.leave);
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.leave);
    this.close();
  }

  private readonly leave = (): void => {
    if (document.hidden) this.close();
  };

  private show(words = ''): void {
    this.button.textContent = this.dataset[this.stream ? 'close' : 'open'] ?? '';
    this.words.textContent = words;
    this.video.hidden = this.stream === null;
  }

  private close(words = ''): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
    this.show(words);
  }

  private async open(): Promise<void> {
    this.button.disabled = true;
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1_280 } },
      });
    } catch {
      this.show(this.dataset['denied']);
      return;
    } finally {
      this.button.disabled = false;
    }
    // Whoever left the page while they were asked has no button to turn the camera off with.
    if (!this.isConnected || document.hidden) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    this.stream = stream;
    this.show(this.dataset['looking']);
    try {
      this.video.srcObject = stream;
      await this.video.play();
      const { library = '', program = '' } = this.dataset;
      const { kind } = this;
      if (!kind) return;
      const read = (await ownReader(kind)) ?? (await libraryReader(kind, library, program));
      await this.look(stream, read, kind.digits);
    } catch {
      // There is no reader: the digits can be typed. What was closed before it began says nothing.
      if (this.stream === stream) this.close(this.dataset['failed']);
    }
  }

  /** Until the camera that it was opened with is closed: opened again meanwhile, another one looks. */
  private async look(stream: MediaStream, read: Reader, expected: RegExp): Promise<void> {
    while (this.stream === stream) {
      const digits = await read(this.video);
      if (this.stream !== stream) return;
      if (digits !== null && expected.test(digits)) {
        this.close();
        this.send(digits);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  private send(digits: string): void {
    const field = this.querySelector<HTMLInputElement>('input:not([type="hidden"])');
    if (!field) return;
    field.value = digits;
    const reading = this.querySelector<HTMLInputElement>('input[name="reading"]');
    if (reading) reading.value = 'scanned';
    field.form?.requestSubmit();
  }
}
