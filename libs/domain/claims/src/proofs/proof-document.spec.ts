import { documentKey, documentType, MOST_DOCUMENT_BYTES, proofOfKey } from './proof-document';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\nstartxref\n0\n%%EOF\n');
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('IENDxxxx'),
]);

describe('a document of a proof', () => {
  it('is known by its own bytes', () => {
    expect([pdf, jpeg, png].map(documentType)).toEqual(['application/pdf', 'image/jpeg', 'image/png']);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page with script', Buffer.from('<html><script>alert(1)</script>')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a drawing that names itself a PDF', Buffer.from('<svg>%PDF-1.7 %%EOF</svg>')],
    ['a PDF behind other bytes', Buffer.concat([Buffer.from('MZ\u0000\u0000'), pdf])],
    ['a PDF that was cut', pdf.subarray(0, 12)],
    ['a photo that was cut', jpeg.subarray(0, 6)],
    ['a PNG without an end', png.subarray(0, 9)],
    ['an archive', Buffer.from('PK\u0003\u0004%%EOF')],
    ['a program', Buffer.from('\u007fELF\u0002\u0001')],
    ['a GIF', Buffer.from('GIF89a;')],
    ['a HEIC', Buffer.from('\u0000\u0000\u0000\u0018ftypheic')],
    ['eleven megabytes', Buffer.concat([pdf, Buffer.alloc(MOST_DOCUMENT_BYTES), pdf])],
  ])('is not %s', (_what, bytes) => {
    expect(documentType(bytes)).toBeNull();
  });

  it('lies under the number of its proof alone', () => {
    const id = '0193600c-0000-7000-8000-000000000000';
    expect(documentKey(id, 'application/pdf')).toEqual(['claims', `${id}.pdf`]);
    expect(proofOfKey(documentKey(id, 'image/png'))).toBe(id);
    expect(proofOfKey(['claims', 'notes.pdf'])).toBeNull();
  });
});
