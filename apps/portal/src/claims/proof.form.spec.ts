import { formValuesOf, PostedForm } from '@halles/platform/forms';
import { proofForm } from './proof.form';

const read = (body: Readonly<Record<string, string>>) => proofForm.read(new PostedForm(formValuesOf(body)));

const address = { street: '3 rue du Puits', postalCode: '33000', town: 'Bordeaux' };

describe('the form that asks for a proof', () => {
  it.each([
    [{}, { kind: 'none' }],
    [{ way: 'a bribe' }, { kind: 'none' }],
    [{ way: 'document' }, { kind: 'document' }],
    [{ way: 'town' }, { kind: 'town' }],
    [
      { way: 'phone-code', contact: 'a1' },
      { kind: 'phone-code', contactName: 'a1' },
    ],
    [{ way: 'letter-code' }, { kind: 'letter-code', address: null }],
    [
      { way: 'letter-code', ...address },
      { kind: 'letter-code', address },
    ],
  ])('%j asks for %j', (body, input) => {
    expect(read(body as Record<string, string>)).toMatchObject({ ok: true, input: { input } });
  });

  it('says which part of an address is wrong, and keeps what was typed', () => {
    const reading = read({ way: 'letter-code', ...address, postalCode: '33' });
    expect(reading.ok).toBe(false);
    expect(reading.values['street']).toEqual(['3 rue du Puits']);
    expect(Object.keys(reading.ok ? {} : reading.errors)).toEqual(['postalCode']);
  });
});
