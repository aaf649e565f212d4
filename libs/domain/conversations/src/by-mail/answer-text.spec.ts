import { answerOf, withoutLinks } from './answer-text';

const QUOTE = '> Avez-vous du miel ?\n> Merci';

describe('what somebody answered by mail', () => {
  it.each([
    ['alone', 'Oui, à 12 € le pot.\n\nÀ demain'],
    [
      'above a quote of Gmail',
      `Oui, à 12 € le pot.\n\nÀ demain\n\nLe mar. 1 déc. 2026 à 12:00, Odile <o@x.example> a écrit :\n\n${QUOTE}`,
    ],
    [
      'above a quote whose head is folded',
      `Oui, à 12 € le pot.\n\nÀ demain\n\nLe mar. 1 déc. 2026 à 12:00, Le Rucher des Halles\n<replies+abc@back.example> a\u00a0écrit :\n${QUOTE}`,
    ],
    [
      'above a quote of an English program',
      `Oui, à 12 € le pot.\n\nÀ demain\n\nOn Tue, 1 Dec 2026 at 12:00, Odile wrote:\n${QUOTE}`,
    ],
    [
      'above a quote of Outlook',
      'Oui, à 12 € le pot.\n\nÀ demain\n\nDe : Odile <o@x.example>\nEnvoyé : mardi 1 décembre 2026\nÀ : Le Rucher\nObjet : Message\n\nAvez-vous du miel ?',
    ],
    [
      'above a line and a quote',
      `Oui, à 12 € le pot.\n\nÀ demain\n\n${'_'.repeat(32)}\nDe : Odile\n\nAvez-vous du miel ?`,
    ],
    [
      'above a message that is named the original',
      'Oui, à 12 € le pot.\n\nÀ demain\n\n-----Message d’origine-----\nAvez-vous du miel ?',
    ],
    ['above a signature', 'Oui, à 12 € le pot.\r\n\r\nÀ demain\r\n-- \r\nOdile Fournier\r\n06 00 00 00 00'],
    [
      'right above the head of a quote',
      `Oui, à 12 € le pot.\n\nÀ demain\n\nLe 1 décembre 2026, Odile a écrit :\n${QUOTE}`,
    ],
    ['from a telephone', 'Oui, à 12 € le pot.\n\nÀ demain\n\nEnvoyé de mon iPhone'],
    ['below a quote', `Le mar. 1 déc. 2026, Odile a écrit :\n${QUOTE}\n\nOui, à 12 € le pot.\n\nÀ demain`],
  ])('is taken out of a mail that holds it %s', (_, mail) => {
    expect(answerOf(mail)).toBe('Oui, à 12 € le pot.\n\nÀ demain');
  });

  it('is what stands between quoted lines', () => {
    expect(answerOf('> Du miel ?\nOui\n> Et du pollen ?\nNon')).toBe('Oui\nNon');
  });

  it('is all of a mail of which nothing else would be left', () => {
    expect(answerOf('> Oui, demain')).toBe('> Oui, demain');
    expect(answerOf('-- \nOdile')).toBe('--\nOdile');
    expect(answerOf(' \n\t\n')).toBe('');
  });

  it('keeps lines that only look like the head of a quote', () => {
    const mail = 'Le miel de châtaignier a été écrit sur l’ardoise.\nDe : la ruche\n\nOn verra';
    expect(answerOf(mail)).toBe(mail);
  });

  it('holds no link that opens the conversation for its customer', () => {
    expect(
      answerOf(
        'Voyez https://x.example/en/conversation/0193.sig?x, <http://x/conversation/a> et /conversations',
      ),
    ).toBe('Voyez […] <[…]> et /conversations');
  });

  const TOKEN = '01a227e3-c500-73ae-bc2a-46d79c33e220.0.P98hYc1Zfq6cIapZCJkLFUKTltkKeNyWTyN8QKoNX8A';
  it.each([
    [
      'written anew by a program that guards links',
      `https://safe.example/?url=https%3A%2F%2Fx%2Fconversation%2F${TOKEN}&d=1`,
    ],
    ['written anew twice', `https://safe.example/?url=https%253A%252F%252Fx%252Fconversation%252F${TOKEN}`],
    ['folded in its signature', `https://x.example/conversation/${TOKEN.slice(0, 60)}\n> ${TOKEN.slice(60)}`],
    [
      'folded early in its signature',
      `https://x.example/conversation/${TOKEN.slice(0, 42)}\n${TOKEN.slice(42)}`,
    ],
    ['folded before it', `https://x.example/conversation/${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)}`],
    ['alone', TOKEN],
  ])('holds no part of the signature of a link that is %s', (_, link) => {
    const signature = TOKEN.slice(-43);
    const answer = withoutLinks(`Oui\n${link}\nDemain`);
    for (let at = 0; at + 12 <= signature.length; at += 1)
      expect(answer).not.toContain(signature.slice(at, at + 12));
    expect(answer).toMatch(/^Oui\n[^]*\nDemain$/);
  });

  it('keeps what stands in the line below a link', () => {
    const link = `https://x.example/conversation/${TOKEN}`;
    expect(answerOf(`> Lire : ${link}\nOui merci`)).toBe('Oui merci');
    expect(withoutLinks(`${link}\n> Écrit : lundi`)).toMatch(/\n> Écrit : lundi$/);
  });

  it('keeps dates and versions, and no address to answer at', () => {
    const dated = 'Jusqu’au 3.12.2026\nexceptionnellement à 10 h, version 1.2.3';
    expect(withoutLinks(dated)).toBe(dated);
    expect(withoutLinks(`à replies+${'a'.repeat(42)}@back.example`)).toBe('à […]@back.example');
  });

  it('holds no control characters, and is no longer than a message', () => {
    expect(answerOf('Ou\u0000i\u202e \ud800!')).toBe('Oui !');
    expect(answerOf(`a${' b'.repeat(10_000)}`).length).toBeLessThanOrEqual(4_000);
  });

  it.each([
    ['one long line', 'Le '.repeat(50_000)],
    ['many heads', 'De : x\n'.repeat(20_000)],
    ['many slashes', '/conversation/'.repeat(7_000)],
    ['no blanks', 'x'.repeat(100_000)],
    ['many folded heads', 'Le x a\n'.repeat(20_000)],
  ])('takes no longer than in proportion to a mail of %s', (_, mail) => {
    expect(answerOf(mail).length).toBeLessThanOrEqual(4_000);
  });
});
