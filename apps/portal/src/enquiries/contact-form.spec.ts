import { checkForm, emptyValues, fieldOf, isReference, readForm, suggestedValues } from './contact-form';

const good = {
  name: 'Ada',
  email: 'ada@exemple.fr',
  subject: 'Horaires',
  message: 'Bonjour\r\nmadame',
  idempotencyKey: '0199d6a5-7d0a-7c3e-9b53-9a3a1f0b2c4d',
};

describe('the posted form', () => {
  it('gives the enquiry, its line ends made one', () => {
    expect(checkForm(readForm(good))).toEqual({ ok: true, input: { ...good, message: 'Bonjour\nmadame' } });
  });

  it.each([undefined, null, 'text', 12, [], { name: ['a', 'b'], email: { at: 1 } }])(
    'reads %j as an empty form, not as an error of the program',
    (body) => {
      const form = readForm(body);
      expect(form.values).toEqual({ name: '', email: '', subject: '', message: '' });
      expect(checkForm(form).ok).toBe(false);
    },
  );

  it('points at each field that is wrong', () => {
    const checked = checkForm(
      readForm({ ...good, name: '', email: 'ada@', subject: 'a\nBcc: x@y.fr', message: 'x'.repeat(5_001) }),
    );
    expect(checked.ok ? [] : checked.errors.map(fieldOf)).toEqual(['name', 'email', 'subject', 'message']);
  });

  it('accepts spaces that a phone’s keyboard adds after an address', () => {
    expect(checkForm(readForm({ ...good, email: 'ada@exemple.fr ' })).ok).toBe(true);
  });

  it('tells a program by the field that no person sees', () => {
    expect(readForm({ ...good, website: 'http://x' }).trapped).toBe(true);
    expect(readForm({ ...good, website: '' }).trapped).toBe(false);
  });

  it.each([
    ['KT4B-9XWM', true],
    ['KT4B9XWM', false],
    ['<script>', false],
    [['KT4B-9XWM'], false],
    [undefined, false],
  ])('reference %j: %s', (value, expected) => {
    expect(isReference(value)).toBe(expected);
  });
});

describe('a link that writes part of the form', () => {
  it('gives subject and message, no longer than the form takes', () => {
    expect(suggestedValues({ objet: 'x'.repeat(900), message: 'Bonjour', name: 'Mallory' })).toEqual({
      ...emptyValues,
      subject: 'x'.repeat(150),
      message: 'Bonjour',
    });
  });

  it.each([undefined, null, 'objet', { objet: ['a', 'b'], message: { at: 1 } }])(
    'writes nothing for %j',
    (query) => expect(suggestedValues(query)).toEqual(emptyValues),
  );
});
