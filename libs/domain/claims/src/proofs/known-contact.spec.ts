import type { FactSource, ListingSource } from '@halles/domain/listings';
import { sourceFacts, type SourceInput } from '@halles/testing';
import { knownContacts, maskContact, maskEmail, maskPhone } from './known-contact';
import { envelopeLine, givenLines, knownAddress } from './letter-address';

const NOW = new Date('2026-11-25T10:00:00Z');
const told = (source: FactSource, facts: SourceInput['facts'] = {}): ListingSource => ({
  source,
  sourceId: source,
  reportedOn: '2026-11-01',
  facts: sourceFacts(facts),
});

describe('contacts that a code may go to', () => {
  it('are those that others than the claimant told, each once, the surest first', () => {
    const contacts = knownContacts(
      [
        told('osm', { contact: { phone: '+33556000030', email: 'contact@four.example' } }),
        told('csv', { contact: { phone: '+33556000030' } }),
      ],
      NOW,
    );
    expect(contacts).toEqual([
      { kind: 'phone-code', value: '+33556000030', source: 'csv', trust: 'sure' },
      { kind: 'email-code', value: 'contact@four.example', source: 'osm', trust: 'unsure' },
    ]);
  });

  it('are never what a merchant or an agent wrote', () => {
    const mine = { contact: { phone: '+33600000001', email: 'me@evil.example' } };
    expect(knownContacts([told('merchant', mine), told('agent', mine)], NOW)).toEqual([]);
  });

  it('are none where one source is under partial diffusion', () => {
    const osm = told('osm', { contact: { phone: '+33556000030' } });
    expect(knownContacts([osm, told('sirene', { partialDiffusion: true })], NOW)).toEqual([]);
  });
});

describe('a masked contact', () => {
  it('shows the ends of a phone, as the country writes it', () => {
    expect(maskPhone('+33556001230')).toBe('05\u00a056\u00a0··\u00a0··\u00a030');
    expect(maskPhone('+262262123430').endsWith('30')).toBe(true);
    expect(maskPhone('+442079460958')).toMatch(/^\+44.20.····.··58$/);
    expect(maskPhone('nonsense')).not.toContain('1');
  });

  it('never shows more than half of the digits', () => {
    for (const phone of ['+33556001230', '+590590123456', '+35226123456', '+3761234567']) {
      const shown = maskPhone(phone).match(/\d/g)?.length ?? 0;
      expect(shown).toBeLessThanOrEqual(6);
    }
  });

  it('shows the ends of an address', () => {
    expect(maskEmail('contact@boulangerie.fr')).toBe('c·····t@b········e.fr');
    expect(maskEmail('a@b.co.uk')).toBe('a··@b··.co.uk');
    expect(maskContact({ kind: 'email-code', value: 'jo@x.fr' })).not.toContain('jo@');
  });
});

describe('the address of a letter', () => {
  it('is the register’s before the list’s, in lines that an envelope takes', () => {
    const address = knownAddress({
      name: 'Chez Paul',
      sources: [
        told('csv', { address: { street: 'rue de la Liste' } }),
        told('sirene', { displayName: 'CHEZ PAUL', address: { repetition: 'bis', complement: 'Bât. B' } }),
      ],
    });
    expect(address).toEqual({
      lines: ['CHEZ PAUL', 'BÂT B', '12 BIS RUE SAINTE-CATHERINE', '33000 BORDEAUX'],
      source: 'sirene',
      trust: 'sure',
    });
  });

  it('is unsure where OpenStreetMap alone has it, and never the merchant’s own word', () => {
    expect(knownAddress({ name: 'x', sources: [told('osm')] })?.trust).toBe('unsure');
    expect(knownAddress({ name: 'x', sources: [told('merchant'), told('agent')] })).toBeNull();
  });

  it('is asked for where the register hides it', () => {
    expect(knownAddress({ name: null, sources: [told('sirene', { partialDiffusion: true })] })).toBeNull();
    expect(givenLines('', { street: '3, rue du Puits', postalCode: '33000', town: 'Bordeaux' })).toEqual([
      '3 RUE DU PUITS',
      '33000 BORDEAUX',
    ]);
  });

  it('cuts what a line cannot hold at a word, and carries no control characters', () => {
    expect(envelopeLine('A\u202Eb\n c')).toBe('A B C');
    const cut = envelopeLine('Établissements Dupont et Fils depuis mille neuf cent douze');
    expect(cut.length).toBeLessThanOrEqual(38);
    expect(cut).toBe('ÉTABLISSEMENTS DUPONT ET FILS DEPUIS');
  });
});
