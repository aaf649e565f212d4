import {
  cleanText,
  hasUnseenCharacters,
  headerLine,
  normalizeAddress,
  oneLine,
  unlinked,
} from './mail-address';

describe('mail addresses', () => {
  it('accepts plain addresses and writes their domain in lower-case punycode', () => {
    expect(normalizeAddress('marie.duprat+halles@Example.FR')).toBe('marie.duprat+halles@example.fr');
    expect(normalizeAddress("o'hara@angoulême.example")).toBe("o'hara@xn--angoulme-p1a.example");
    expect(normalizeAddress('mairie@localhost')).toBe('mairie@localhost');
  });

  it.each([
    'm@c.fr, evil@x.fr',
    'm@c.fr;evil@x.fr',
    '<m@c.fr>',
    'Marie <m@c.fr>',
    '"a@b"@c.fr',
    'm(comment)@c.fr',
    'm@c.fr\r\nBcc: evil@x.fr',
    'm@c.fr\n',
    'm @c.fr',
    'm@c .fr',
    '@c.fr',
    'm@',
    'm',
    '',
    'é@c.fr',
    '.m@c.fr',
    'm..m@c.fr',
    'm@-c.fr',
    'm@c..fr',
    'm@[127.0.0.1]',
    'm@c.fr/x',
    `${'m'.repeat(65)}@c.fr`,
    `m@${'c'.repeat(250)}.fr`,
  ])('refuses what is not exactly one plain address: %j', (address) => {
    expect(normalizeAddress(address)).toBeNull();
  });

  it('makes one harmless line of any text', () => {
    expect(oneLine(' Marie\r\nBcc:\u2028evil@x.fr\u202e\u0000 !', 80)).toBe('Marie Bcc: evil@x.fr !');
    expect(hasUnseenCharacters(oneLine('\ud800 a\u0085b', 80))).toBe(false);
  });

  it('lets nothing in a header be decoded', () => {
    expect(headerLine('M =?utf-8?B?TQ0K?= =?UTF-8?q?=0D?=', 80)).toBe('M = ?utf-8?B?TQ0K?= = ?UTF-8?q?=0D?=');
    expect(headerLine('Ouvert=? oui', 80)).toBe('Ouvert=? oui');
  });

  it('cuts a long line with an ellipsis and never through a character', () => {
    expect(oneLine('abcdef', 4)).toBe('abc…');
    expect(oneLine('ab🙂🙂', 4)).toBe('ab…');
  });

  it('keeps lines and emoji of a message, and drops what nobody sees', () => {
    expect(cleanText('a\r\nb\rc\td\u0007\u202e 👩‍🌾')).toBe('a\nb\nc\td 👩‍🌾');
  });
});

describe('a text of which no program makes a link', () => {
  // What programs look for: a scheme, a name with a dot in it, an address of mail.
  const LINKABLE =
    /:\/\/|(?:tel|http):[+\p{L}]|[\p{L}\p{N}-][.\u3002\uff0e\uff61][\p{L}\p{N}]|[\p{L}\p{N}]@[\p{L}\p{N}]/u;

  it.each([
    'https://evil.example/payer',
    'HTTP://EVIL.EXAMPLE',
    'www.evil.example',
    'Colis bloqué: evil.example/x?y=1#z',
    'http://evil。example',
    'aide@evil.example',
    'mailto:aide@evil.example',
    'bücher.example',
    '192.0.2.1/x',
    'ftp://a.b',
    'cdiscount.com',
    'tel:+33899',
    'http:evil',
  ])('%s', (text) => {
    expect(LINKABLE.test(text)).toBe(true);
    expect(unlinked(text)).not.toMatch(LINKABLE);
    expect(unlinked(text).replaceAll('\u2060', '')).toBe(text);
  });

  it.each(['evil.\u034ffr/x', 'evil.\u180efr', 'evil.-fr', 'Evil.\u0301fr', 'ⓔⓥⓘⓛ.ⓕⓡ'])(
    '%s, which is written otherwise',
    (text) => {
      expect(unlinked(text)).toMatch(/[.]\u2060/u);
      expect(unlinked(text).replaceAll('\u2060', '')).toBe(text);
    },
  );

  it.each([
    'St. Pierre',
    'L’Épi d’Or',
    'Chez Léa : pains',
    '12 rue de la Paix',
    'Ets Martin & Fils.',
    'Mon. 9:30–12:00',
  ])('%s stays as it is', (text) => expect(unlinked(text)).toBe(text));
});
