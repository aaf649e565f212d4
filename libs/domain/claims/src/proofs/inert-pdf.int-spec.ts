import { hostileDocuments } from '@halles/testing';
import { documentType } from './proof-document';
import { isInertPdf, withoutTrailingBytes } from './inert-pdf';

describe('a PDF that somebody sends as a proof', () => {
  it('is taken where it only shows something, and at nothing else', async () => {
    const errors: string[] = [];
    for (const { what, bytes, isPicture: isTaken } of await hostileDocuments()) {
      if (documentType(bytes) !== 'application/pdf') continue;
      if ((await isInertPdf(withoutTrailingBytes(bytes))) !== isTaken) errors.push(what);
    }
    expect(errors).toEqual([]);
  });

  it('ends where it says that it ends', () => {
    const pdf = '%PDF-1.7\nstartxref\n0\n%%EOF';
    for (const end of ['', '\n', '\r\n'])
      expect(withoutTrailingBytes(Buffer.from(`${pdf}${end}PK`)).toString()).toBe(pdf + end);
    expect(withoutTrailingBytes(Buffer.from(`${pdf}\nmore\n%%EOF\n<script>`)).toString()).toBe(
      `${pdf}\nmore\n%%EOF\n`,
    );
  });
});
