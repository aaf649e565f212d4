import { documentKey, proofOfKey } from './proof-document';

describe('a document of a proof', () => {
  it('lies under the number of its proof alone', () => {
    const id = '0193600c-0000-7000-8000-000000000000';
    expect(documentKey(id, 'application/pdf')).toEqual(['claims', `${id}.pdf`]);
    expect(proofOfKey(documentKey(id, 'image/png'))).toBe(id);
    expect(proofOfKey(['claims', 'notes.pdf'])).toBeNull();
  });
});
